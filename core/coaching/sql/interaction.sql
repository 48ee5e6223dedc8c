-- One turn with the coach, of the person it is for.
--
-- grain       one row a turn
-- parameters  $interaction_id, $person (e-mail address, lower case)
-- source      ops.coaching_interactions
SELECT
    interaction_id,
    conversation_id,
    person,
    interaction_type,
    account_key,
    subject,
    context,
    guidance_provided,
    feedback_received,
    writer,
    is_shared,
    created_at
FROM ops.coaching_interactions
WHERE interaction_id = $interaction_id AND person = $person
