-- How many pairs of an entity are kept, wait for review, and are certain.
SELECT
    count(*) AS pairs,
    count(*) FILTER (WHERE probability >= $review AND probability < $automatic) AS to_review,
    count(*) FILTER (WHERE probability >= $automatic) AS automatic
FROM ops.match_pair
WHERE entity = $entity
