-- grain: one row: the newest approval of the draft, void or not
-- parameters: draft_id
SELECT *
FROM ops.approval
WHERE draft_id = $draft_id
ORDER BY approval_id DESC
LIMIT 1
