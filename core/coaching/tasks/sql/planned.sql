-- Tasks made from a turn with the coach before.
--
-- grain       one row a task
-- parameters  $interaction_id, $account_key (NULL: about no account)
-- source      ops.task
SELECT task_id, title
FROM ops.task
WHERE
    interaction_id = $interaction_id::BIGINT
    AND account_key IS NOT DISTINCT FROM $account_key::UBIGINT
    AND state <> 'dropped'
ORDER BY task_id
