-- grain: one row a person and skill that was judged within the days
-- level, n: mean of the judgements within the days, 1 to 5, and how many
-- level_before, n_before: the same of the $days days before; empty and 0 without any
-- source: with $only_shared the judgements that their person shares with the manager; a practice is no judgement
-- parameters: persons, only_shared, from_on, until_on, days
SELECT
    made.person,
    made.skill_area,
    avg(made.proficiency_level) FILTER (WHERE made.assessed_at >= $from_on::DATE) AS level,
    count(*) FILTER (WHERE made.assessed_at >= $from_on::DATE) AS n,
    avg(made.proficiency_level) FILTER (WHERE made.assessed_at < $from_on::DATE) AS level_before,
    count(*) FILTER (WHERE made.assessed_at < $from_on::DATE) AS n_before
FROM ops.csm_skill_assessments AS made
LEFT JOIN ops.coaching_interactions AS turn ON turn.interaction_id = made.interaction_id
WHERE
    made.person IN (SELECT unnest($persons::VARCHAR[]))
    AND (made.is_shared OR NOT $only_shared)
    AND turn.interaction_type IS DISTINCT FROM 'practice'
    AND made.assessed_at >= $from_on::DATE - $days::INTEGER
    AND made.assessed_at < $until_on::DATE + INTERVAL 1 DAY
GROUP BY made.person, made.skill_area
HAVING count(*) FILTER (WHERE made.assessed_at >= $from_on::DATE) > 0
ORDER BY made.person, made.skill_area
