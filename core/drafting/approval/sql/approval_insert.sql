-- grain: one row written
INSERT INTO ops.approval (approval_id, draft_id, version, account_key, contact_key, content_hash, recipient_email, policy_version, region_rules_version, cited, lifted, approved_by, approved_at, expires_at, send_from, checked_version, voided_at, void_reason, changes)
VALUES ($approval_id, $draft_id, $version, $account_key, $contact_key, $content_hash, $recipient_email, $policy_version, $region_rules_version, $cited, $lifted, $approved_by, $approved_at, $expires_at, $send_from, $checked_version, NULL, '', '[]')
