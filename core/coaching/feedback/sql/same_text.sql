-- The feedback a person had on the same text, taken the same way by the same rubric.
--
-- grain       one row an interaction, at most one: the newest
-- parameters  $person (e-mail address, lower case), $fingerprint
-- source      ops.coaching_interactions
SELECT interaction_id
FROM ops.coaching_interactions
WHERE
    person = $person
    AND interaction_type = 'feedback'
    AND json_extract_string(context, '$.fingerprint') = $fingerprint
ORDER BY interaction_id DESC
LIMIT 1
