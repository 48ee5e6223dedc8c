-- grain: one row a rule that was lifted for the draft with its present recipient and purpose
-- parameters: draft_id, holds_for
SELECT rule, reason, lifted_by
FROM ops.draft_lift
WHERE draft_id = $draft_id AND holds_for = $holds_for
ORDER BY lifted_at
