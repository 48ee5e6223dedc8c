-- grain: one row a person: turns with the coach within the days that they share
-- parameters: persons, from_on, until_on
SELECT person, count(*) AS turns
FROM ops.coaching_interactions
WHERE
    person IN (SELECT unnest($persons::VARCHAR[]))
    AND is_shared
    AND interaction_type <> 'weekly'
    AND created_at >= $from_on::DATE
    AND created_at < $until_on::DATE + INTERVAL 1 DAY
GROUP BY person
