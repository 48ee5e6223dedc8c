-- grain: one row a week that was summed up for the person: the newest summary of it, the newest week first
-- parameters: person, week (empty text for all), limit
SELECT interaction_id, created_at, guidance_provided
FROM ops.coaching_interactions
WHERE person = $person AND interaction_type = 'weekly' AND ($week = '' OR subject = $week)
QUALIFY row_number() OVER (PARTITION BY subject ORDER BY interaction_id DESC) = 1
ORDER BY subject DESC
LIMIT $limit
