-- grain: one row: the suppression
-- parameters: suppression_id
SELECT * FROM ops.suppression WHERE suppression_id = $suppression_id
