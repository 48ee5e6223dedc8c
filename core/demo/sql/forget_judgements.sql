-- effect: judgements of the demonstration's people are gone
-- parameters: people
DELETE FROM ops.csm_skill_assessments
WHERE list_contains($people::VARCHAR[], person)
