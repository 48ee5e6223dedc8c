-- grain: one row written
INSERT INTO ops.suppression (suppression_id, scope, contact_key, value, reason, suppressed_by, suppressed_at, until_on, ended_at, ended_by, end_reason)
VALUES ($suppression_id, $scope, $contact_key, $value, $reason, $by, $at, $until_on, NULL, '', '')
