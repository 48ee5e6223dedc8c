-- Records a heartbeat that an integration posted, or that a person typed in: system api or manual.
INSERT INTO crm.heartbeat BY NAME
SELECT
    md5_number_lower($system || chr(31) || $source_id)::UBIGINT AS heartbeat_key,
    $integration AS integration,
    $seen_at::TIMESTAMP AS seen_at,
    $api_calls::BIGINT AS api_calls,
    $account_ref AS account_ref,
    $account_key::UBIGINT AS account_key,
    'id' AS placed_by,
    $system AS source_system,
    $source_id AS source_id,
    md5_number_lower(concat_ws(chr(31), $source_id, $api_calls))::UBIGINT AS row_hash
