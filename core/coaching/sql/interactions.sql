-- A person's turns with the coach, newest first.
--
-- grain       one row a turn
-- parameters  $person (e-mail address, lower case); $interaction_id, $interaction_type, $account_key,
--             $conversation_id (each may be NULL: any); $limit
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
WHERE
    person = $person
    AND ($interaction_id IS NULL OR interaction_id = $interaction_id)
    AND ($interaction_type IS NULL OR interaction_type = $interaction_type)
    AND ($account_key IS NULL OR account_key = $account_key)
    AND ($conversation_id IS NULL OR conversation_id = $conversation_id)
ORDER BY interaction_id DESC
LIMIT $limit
