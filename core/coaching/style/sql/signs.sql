-- grain: one row an aspect of style and a value of it that something speaks for
-- weight: a wish counts 1; a turn in that style rated 4 or 5 a half, one rated 1 or 2 a half for the other
--   value; an own draft that the person made shorter by a fifth or longer by a fifth a half
-- signs: how many wishes, ratings and drafts these are
-- source: what is older than $days days no longer counts
-- parameters: person, as_of, days
WITH pair AS (
    SELECT aspect, first, second
    FROM (VALUES
        ('length', 'brief', 'detailed'), ('manner', 'direct', 'questioning'), ('examples', 'with', 'without')
    ) AS pair (aspect, first, second)
),

wish AS (
    SELECT aspect, value, 1.0 AS weight
    FROM ops.coaching_wish
    WHERE person = $person AND said_at::DATE > $as_of - $days::INTEGER
),

rated AS (
    SELECT interaction_id, rating
    FROM ops.coaching_rating
    WHERE rated_by = $person AND rated_at::DATE > $as_of - $days::INTEGER
    QUALIFY row_number() OVER (PARTITION BY interaction_id ORDER BY rating_id DESC) = 1
),

spoken AS (
    SELECT pair.*, turn.context ->> ('$.style.' || pair.aspect) AS value, rated.rating
    FROM ops.coaching_interactions AS turn
    JOIN rated ON rated.interaction_id = turn.interaction_id
    CROSS JOIN pair
    WHERE turn.person = $person AND rated.rating <> 3
),

liked AS (
    SELECT
        aspect,
        CASE WHEN (value = first) = (rating >= 4) THEN first ELSE second END AS value,
        0.5 AS weight
    FROM spoken
    WHERE value IN (first, second)
),

text AS (
    SELECT
        version.draft_id,
        version.version,
        version.created_by,
        list_sum(list_transform(
            (version.letter -> '$.paragraphs')::JSON[], lambda part : length(part ->> '$.text')
        )) AS characters
    FROM ops.draft_version AS version
    JOIN ops.draft AS draft ON draft.draft_id = version.draft_id
    WHERE
        lower(draft.created_by) = $person
        AND draft.contact_key IS NOT NULL
        AND version.created_at::DATE > $as_of - $days::INTEGER
        AND (version.why = 'edited' OR version.version = 1)
),

edited AS (
    SELECT
        draft_id,
        arg_max(characters, version) FILTER (WHERE version > 1 AND lower(created_by) = $person)
        / nullif(arg_min(characters, version) FILTER (WHERE version = 1), 0) AS ratio
    FROM text
    GROUP BY draft_id
),

cut AS (
    SELECT 'length' AS aspect, CASE WHEN ratio <= 0.8 THEN 'brief' ELSE 'detailed' END AS value, 0.5 AS weight
    FROM edited
    WHERE ratio <= 0.8 OR ratio >= 1.2
)

SELECT aspect, value, sum(weight)::DOUBLE AS weight, count(*) AS signs
FROM (SELECT * FROM wish UNION ALL SELECT * FROM liked UNION ALL SELECT * FROM cut)
GROUP BY aspect, value
