-- grain: one row a rule that was lifted for the draft
-- parameters: draft_id
SELECT rule, reason, lifted_by FROM ops.draft_lift WHERE draft_id = $draft_id ORDER BY lifted_at
