-- Tasks a viewer may see: those of accounts they see, those they own, and those about no account they made.
--
-- grain       one row a task, the earliest due first
-- parameters  $viewer, $sees_all (whose accounts); $task_id, $account_key, $owner, $state (NULL: any);
--             $limit (rows at most)
-- source      ops.task, ops.golden_account, crm.team_member; ops.coaching_interactions for whose turn it came from
WITH
visible AS (
    SELECT account_key FROM ops.visible_account($viewer, $sees_all)
),

named AS (
    SELECT email, any_value(full_name ORDER BY member_key) AS full_name
    FROM crm.team_member
    WHERE email IS NOT NULL
    GROUP BY email
)

SELECT
    task.task_id,
    task.account_key,
    coalesce(account.source_system, '') AS source_system,
    coalesce(account.source_id, '') AS account_id,
    coalesce(account.name, account.source_id, '') AS account_name,
    task.title,
    task.detail,
    task.phase,
    task.document,
    task.due_on,
    task.owner,
    coalesce(named.full_name, '') AS owner_name,
    task.state,
    turn.interaction_id,
    task.created_by,
    task.created_at,
    task.changed_by,
    task.changed_at,
    task.ended_at,
    task.reason
FROM ops.task AS task
LEFT JOIN visible ON visible.account_key = task.account_key
LEFT JOIN ops.golden_account AS account ON account.account_key = visible.account_key
LEFT JOIN named ON named.email = task.owner
LEFT JOIN ops.coaching_interactions AS turn
    ON turn.interaction_id = task.interaction_id AND turn.person = lower($viewer)
WHERE
    (
        visible.account_key IS NOT NULL
        OR task.owner = lower($viewer)
        OR (task.account_key IS NULL AND task.created_by = lower($viewer))
    )
    AND ($task_id IS NULL OR task.task_id = $task_id::BIGINT)
    AND ($account_key IS NULL OR task.account_key = $account_key::UBIGINT)
    AND ($owner IS NULL OR task.owner = $owner)
    AND ($state IS NULL OR task.state = $state)
ORDER BY task.due_on, task.task_id
LIMIT $limit
