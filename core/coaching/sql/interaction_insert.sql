-- Keeps a turn with the coach.
--
-- grain       one row a turn
-- parameters  the columns of the table, without what the person says of it later
-- source      ops.coaching_interactions
INSERT INTO ops.coaching_interactions (
    interaction_id, conversation_id, person, interaction_type, account_key, subject, context,
    guidance_provided, feedback_received, writer, is_shared, created_at
)
VALUES (
    $interaction_id, $conversation_id, $person, $interaction_type, $account_key, $subject, $context,
    $guidance_provided, '', $writer, $is_shared, $created_at
)
