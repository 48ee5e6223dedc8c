-- effect: what somebody says of a line of a relationship profile
-- parameters: the columns
INSERT INTO ops.profile_remark (remark_id, account_key, contact_key, about, subject, value, note, remarked_by, remarked_at)
VALUES ($remark_id, $account_key, $contact_key, $about, $subject, $value, $note, $remarked_by, $remarked_at)
