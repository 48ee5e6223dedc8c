-- grain: one rating, added
-- parameters: interaction_id, rating, followed, comment, person, at
INSERT INTO ops.coaching_rating
SELECT
    coalesce(max(rating_id), 0) + 1, $interaction_id, $rating::INTEGER, $followed, $comment, $person, $at
FROM ops.coaching_rating
