-- grain: one row written
INSERT INTO ops.draft_lift (draft_id, contact_key, rule, holds_for, reason, lifted_by, lifted_at)
VALUES ($draft_id, $contact_key, $rule, $holds_for, $reason, $by, $at)
