-- grain: one row a turn of the person's that was rated: the newest rating
-- parameters: person, interaction_ids
SELECT rating.interaction_id, rating.rating, rating.followed, rating.comment, rating.rated_at
FROM ops.coaching_rating AS rating
WHERE
    rating.interaction_id IN (SELECT unnest($interaction_ids::BIGINT[]))
    AND rating.rated_by = $person
QUALIFY row_number() OVER (PARTITION BY rating.interaction_id ORDER BY rating.rating_id DESC) = 1
