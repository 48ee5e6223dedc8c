-- What people practised: exercises they did, and drills that were scored.
--
-- grain       one row a person, skill and time of practice, oldest first
-- parameters  $people (e-mail addresses, lower case), $viewer (lower case), $as_of
-- source      ops.exercise_done; scores of turns of the type practice. Of others only what is shared
SELECT person, skill_area, 'exercise' AS kind, exercise AS what, done_at AS practised_at
FROM ops.exercise_done
WHERE
    list_contains($people::VARCHAR[], person)
    AND done_at < CAST($as_of AS DATE) + INTERVAL 1 DAY
    AND (person = $viewer OR is_shared)
UNION ALL
SELECT made.person, made.skill_area, 'practice', '', turn.created_at
FROM ops.csm_skill_assessments AS made
JOIN ops.coaching_interactions AS turn ON turn.interaction_id = made.interaction_id
WHERE
    turn.interaction_type = 'practice'
    AND list_contains($people::VARCHAR[], made.person)
    AND turn.created_at < CAST($as_of AS DATE) + INTERVAL 1 DAY
    AND (made.person = $viewer OR (made.is_shared AND turn.is_shared))
ORDER BY practised_at, person, skill_area, what
