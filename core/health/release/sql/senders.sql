-- grain: one row an account the viewer sees: who of ours writes to it about technical matters
-- sender: the technical account manager of its team, otherwise its owner; empty text for nobody
-- parameters: viewer, sees_all
WITH manager AS (
    SELECT account_key, min(lower(email)) AS email
    FROM crm.account_team
    WHERE regexp_matches(lower(replace(role, '_', ' ')), '\b(technical account manager|tam)\b')
    GROUP BY account_key
)

SELECT account.account_key, coalesce(manager.email, lower(account.owner_email), '') AS sender
FROM ops.golden_account AS account
LEFT JOIN manager ON manager.account_key = account.account_key
WHERE account.account_key IN (SELECT seen.account_key FROM ops.visible_account($viewer, $sees_all) AS seen)
ORDER BY account.arr_amount DESC NULLS LAST, account.account_key
