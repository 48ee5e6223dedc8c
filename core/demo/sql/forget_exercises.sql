-- effect: exercises of the demonstration's people are gone
-- parameters: people
DELETE FROM ops.exercise_done
WHERE list_contains($people::VARCHAR[], person)
