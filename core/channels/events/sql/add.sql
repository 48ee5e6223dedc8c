-- Records that something happened.
INSERT INTO ops.event (
    event_id, key, kind, account_key, subject, title, detail, evidence, for_email, data, occurred_at
)
VALUES (
    $event_id, $event, $kind, $account_key, $subject, $title, $detail, $evidence, $for_email, $data, $at
)
