-- the hours of one account, set by hand
INSERT INTO ops.account_hours BY NAME
SELECT
    $account_key AS account_key,
    $country AS country,
    $region AS region,
    $time_zone AS time_zone,
    $opens_hour AS opens_hour,
    $closes_hour AS closes_hour,
    $is_always AS is_always,
    $reason AS reason,
    $set_by AS set_by,
    $set_at AS set_at
