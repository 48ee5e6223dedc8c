-- effect: a task, open
-- parameters: as the columns
INSERT INTO ops.task BY NAME
SELECT
    $task_id AS task_id,
    $account_key::UBIGINT AS account_key,
    $title AS title,
    $detail AS detail,
    $phase AS phase,
    $document AS document,
    $due_on::DATE AS due_on,
    $owner AS owner,
    'open' AS state,
    $interaction_id::BIGINT AS interaction_id,
    $made_by AS created_by,
    $made_at AS created_at,
    $made_by AS changed_by,
    $made_at AS changed_at,
    NULL AS ended_at,
    '' AS reason
