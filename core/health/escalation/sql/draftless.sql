-- grain: one row an escalation that lasts, is not denied and has no draft: those never tried, then the others,
--   of both the severest first
-- drafted_id: an outreach for it that is there already, though not yet noted
-- parameters: account_key (empty for all)
SELECT
    escalation.escalation_id, escalation.account_key, escalation.draft_note,
    coalesce(account.owner_email, '') AS rep_email,
    (
        SELECT min(draft.draft_id)
        FROM ops.draft AS draft
        WHERE
            draft.account_key = escalation.account_key
            AND draft.kind = 'escalation_outreach'
            AND draft.created_at >= escalation.opened_at
    ) AS drafted_id
FROM ops.escalation AS escalation
JOIN ops.golden_account AS account ON account.account_key = escalation.account_key
WHERE
    escalation.recovered_at IS NULL
    AND escalation.draft_id IS NULL
    AND escalation.stance <> 'disagreed'
    AND ($account_key IS NULL OR escalation.account_key = $account_key)
ORDER BY
    escalation.draft_note <> '',
    list_position(['critical', 'high', 'medium'], escalation.severity), escalation.opened_at, escalation.escalation_id
