-- When something was last said of people's work that a viewer may know of: a shared turn with the coach, a shared
-- judgement or one the viewer made, a shared exercise.
--
-- grain       one row a person of whom there is anything
-- parameters  $people (e-mail addresses, lower case), $viewer (lower case), $as_of
-- source      ops.coaching_interactions, ops.csm_skill_assessments, ops.exercise_done
WITH coached AS (
    SELECT person, created_at AS coached_at
    FROM ops.coaching_interactions
    WHERE is_shared OR person = $viewer
    UNION ALL
    SELECT person, assessed_at
    FROM ops.csm_skill_assessments
    WHERE is_shared OR $viewer IN (person, assessed_by)
    UNION ALL
    SELECT person, done_at
    FROM ops.exercise_done
    WHERE is_shared OR person = $viewer
)

SELECT person, max(coached_at) AS coached_at
FROM coached
WHERE list_contains($people::VARCHAR[], person) AND coached_at < CAST($as_of AS DATE) + INTERVAL 1 DAY
GROUP BY person
ORDER BY person
