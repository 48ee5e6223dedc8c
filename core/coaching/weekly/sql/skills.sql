-- grain: one row a person and skill that was judged within the days
-- level, n: mean of the judgements within the days, 1 to 5, and how many
-- level_before, n_before: the same of the $days days before; empty and 0 without any
-- source: with $only_shared the judgements that their person shares with the manager
-- parameters: persons, only_shared, from_on, until_on, days
SELECT
    person,
    skill_area,
    avg(proficiency_level) FILTER (WHERE assessed_at >= $from_on::DATE) AS level,
    count(*) FILTER (WHERE assessed_at >= $from_on::DATE) AS n,
    avg(proficiency_level) FILTER (WHERE assessed_at < $from_on::DATE) AS level_before,
    count(*) FILTER (WHERE assessed_at < $from_on::DATE) AS n_before
FROM ops.csm_skill_assessments
WHERE
    person IN (SELECT unnest($persons::VARCHAR[]))
    AND (is_shared OR NOT $only_shared)
    AND assessed_at >= $from_on::DATE - $days::INTEGER
    AND assessed_at < $until_on::DATE + INTERVAL 1 DAY
GROUP BY person, skill_area
HAVING count(*) FILTER (WHERE assessed_at >= $from_on::DATE) > 0
ORDER BY person, skill_area
