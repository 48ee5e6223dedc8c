-- grain: one row an account and adjustment that applies
-- as_of: date the row is for; the end of that day, UTC
-- account_key: the account
-- adjustment: note_trouble, note_praise, deal_lost or deal_won
-- points: points added to the score, negative when taken; together at most adjustment_max either way
-- note: why
-- evidence: rows it was read from, as table/key
-- source: technical account manager, CRM notes and deal stage; phrases of data/phrases.toml, which count
--   unless the words before them in the same clause deny them
WITH account AS (
    SELECT
        scope.account_key,
        CAST($as_of AS DATE) + INTERVAL 1 DAY - to_days(CAST(policy.adjustment_note_days AS INTEGER)) AS notes_from,
        CAST($as_of AS DATE) - CAST(policy.adjustment_deal_days AS INTEGER) AS deals_after,
        policy.adjustment_note_trouble AS note_trouble,
        policy.adjustment_note_praise AS note_praise,
        policy.adjustment_deal_lost AS deal_lost,
        policy.adjustment_deal_won AS deal_won
    FROM mart.account_scope AS scope
    JOIN mart.tier_policy AS policy ON policy.tier = scope.tier AND policy.as_of = scope.as_of
    WHERE scope.as_of = $as_of AND ($account_key IS NULL OR scope.account_key = $account_key)
),

note AS (
    SELECT
        activity.account_key,
        activity.activity_key,
        ' ^ ' || trim(regexp_replace(
            regexp_replace(
                lower(strip_accents(concat_ws('. ', activity.subject, activity.body))), '[^\p{L}\p{N},.;:!?()\n]+', ' ', 'g'
            ),
            ' *[,.;:!?()\n][ ,.;:!?()\n]*', ' | ', 'g'
        )) || ' $ ' AS words
    FROM crm.activity AS activity
    JOIN account ON account.account_key = activity.account_key
    WHERE
        activity.kind = 'note'
        AND ($account_key IS NULL OR activity.account_key = $account_key)
        AND activity.occurred_at >= account.notes_from
        AND activity.occurred_at < CAST($as_of AS DATE) + INTERVAL 1 DAY
),

negation AS (
    SELECT coalesce(list(phrase), []) AS phrases FROM ops.phrase_rule WHERE attribute = 'note_negation'
),

reading AS (
    SELECT note.account_key, note.activity_key, arg_min(rule.value, rule.position) AS mood
    FROM note
    JOIN ops.phrase_rule AS rule ON contains(note.words, rule.phrase) AND rule.attribute = 'note'
    CROSS JOIN negation
    WHERE
        -- the phrase must still be found when every denial of it is taken out
        contains(
            list_reduce(
                list_concat([note.words], negation.phrases),
                lambda said, denial: replace(said, denial || ltrim(rule.phrase), ' ')
            ),
            rule.phrase
        )
    GROUP BY note.account_key, note.activity_key
),

mood AS (
    SELECT
        account_key,
        CASE WHEN bool_or(mood = 'trouble') THEN 'note_trouble' ELSE 'note_praise' END AS adjustment,
        list('crm.activity/' || activity_key ORDER BY activity_key) AS evidence
    FROM reading
    GROUP BY account_key
),

deal AS (
    SELECT
        deal.account_key,
        'deal_' || deal.outcome AS adjustment,
        list('crm.opportunity/' || deal.opportunity_key ORDER BY deal.opportunity_key) AS evidence
    FROM crm.opportunity AS deal
    JOIN account ON account.account_key = deal.account_key
    WHERE
        deal.outcome IN ('won', 'lost')
        AND ($account_key IS NULL OR deal.account_key = $account_key)
        AND deal.close_on > account.deals_after
        AND deal.close_on <= CAST($as_of AS DATE)
    GROUP BY deal.account_key, deal.outcome
),

found AS (
    SELECT account_key, adjustment, evidence FROM mood
    UNION ALL
    SELECT account_key, adjustment, evidence FROM deal
)

SELECT
    CAST($as_of AS DATE) AS as_of,
    account.account_key,
    found.adjustment,
    CASE found.adjustment
        WHEN 'note_trouble' THEN -account.note_trouble
        WHEN 'note_praise' THEN account.note_praise
        WHEN 'deal_lost' THEN -account.deal_lost
        ELSE account.deal_won
    END AS points,
    CASE found.adjustment
        WHEN 'note_trouble' THEN 'A recent note speaks of trouble.'
        WHEN 'note_praise' THEN 'A recent note speaks of praise.'
        WHEN 'deal_lost' THEN 'A deal was lost recently.'
        ELSE 'A deal was won recently.'
    END AS note,
    found.evidence
FROM account
JOIN found ON found.account_key = account.account_key
