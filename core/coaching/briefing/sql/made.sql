-- Whether a person was briefed on an occasion before.
--
-- grain       the one row there is
-- parameters  $occasion, $person (lower case)
-- source      ops.briefing_made
SELECT interaction_id
FROM ops.briefing_made
WHERE occasion = $occasion AND person = $person
