-- Rapport's activities template: a hundred an account on average, some accounts with far more than others.
-- Rows come in pairs: six pairs of ten are an e-mail and, in four cases of five, its answer.
-- account_count: how many accounts; changed_pct: share of rows whose text differs from the first export
WITH pair AS (
    SELECT
        i,
        i // 2 AS thread,
        i % 2 AS part,
        (getvariable('account_count') * pow(hash(i // 2, 'account') / 18446744073709551616.0, 1.4))::BIGINT
            % getvariable('account_count') AS account,
        roll(i // 2, 'kind', 10) < 6 AS is_mail,
        roll(i // 2, 'answered', 5) < 4 AS is_answered
    FROM range(getvariable('account_count') * 100) AS n (i)
),

placed AS (
    SELECT
        *,
        account * 10 + (CASE WHEN roll(thread, 'exec', 3) = 0 THEN 0 ELSE roll(thread, 'who', 10) END) AS contact,
        TIMESTAMP '2026-06-30 08:00:00'
        - to_days((roll(thread, 'day', 720))::INTEGER + 6)
        + to_minutes((roll(thread, 'minute', 540))::BIGINT)
        + CASE
            WHEN part = 1 AND is_mail THEN to_minutes((30 + roll(thread, 'wait', 8000))::BIGINT)
            WHEN part = 1 THEN to_days((roll(thread, 'later', 6))::INTEGER)
            ELSE to_minutes(0)
        END AS at_time
    FROM pair
)

SELECT
    'act-' || i AS activity_id,
    printf('001%012dAAA', account) AS account_id,
    CASE
        WHEN is_mail THEN 'email'
        ELSE [
            'meeting', 'call', 'call', 'note', 'one_to_one', 'qbr', 'strategic_checkin', 'business_review',
            'event', 'meeting', 'exec_dinner', 'reference'
        ][1 + roll(i, 'meeting', 12)]
    END AS kind,
    CASE WHEN is_mail AND part = 1 AND is_answered THEN 'inbound' WHEN is_mail THEN 'outbound' END AS direction,
    strftime(at_time, '%Y-%m-%dT%H:%M:%SZ') AS occurred_at,
    'csm' || account % 40 || '@ours.example;c' || contact || '@a' || account || '.example' AS participants,
    CASE
        WHEN is_mail AND part = 1 AND is_answered THEN 'c' || contact || '@a' || account || '.example'
        WHEN is_mail THEN 'csm' || account % 40 || '@ours.example'
    END AS from_email,
    ['Next steps', 'Agenda', 'Results of the pilot', 'Renewal timeline', 'Question', 'Service report'][
        1 + roll(thread, 'subject', 6)
    ] || ' ' || thread AS subject,
    repeat(
        ['Following up on what we discussed. ', 'The team asks to keep it; numbers attached. ', 'Budget not decided, "soon". '][
            1 + roll(i, 'body', 3)
        ],
        2 + (roll(i, 'length', 5))::INTEGER
    ) || CASE WHEN roll(i, 'changed', 1000) < getvariable('changed_pct') * 10 THEN 'Edited.' ELSE '' END AS body,
    NULL AS outcome,
    CASE WHEN is_mail THEN 'thr-' || thread END AS thread_id,
    CASE WHEN NOT is_mail THEN 15 * (1 + roll(i, 'length', 6)) END AS duration_minutes,
    'csm' || account % 40 || '@ours.example' AS owner_email
FROM placed
