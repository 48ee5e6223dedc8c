-- grain: one row an account in red whose goal is tied to the renewal: the one case in which an executive is told of
--   an operational issue, and then without ticket detail
-- about: their priority, otherwise our initiative; due_on: the renewal; days: until then
-- parameters: viewer, sees_all, as_of
WITH
goal AS (
    SELECT
        account_key,
        min(coalesce(their_priority, our_initiative)) AS goal,
        list_sort(list('crm.goal/' || goal_key)) AS evidence
    FROM crm.goal
    WHERE tied_to_renewal
    GROUP BY account_key
)

SELECT
    health.account_key,
    sponsor.primary_contact_key AS contact_key,
    goal.goal AS about,
    NULL::DATE AS since_on,
    account.renewal_on AS due_on,
    (account.renewal_on - $as_of)::INTEGER AS days,
    goal.evidence
FROM ops.visible_account($viewer, $sees_all) AS visible
JOIN mart.account_health AS health
    ON health.account_key = visible.account_key AND health.as_of = $as_of
JOIN goal ON goal.account_key = health.account_key
JOIN ops.golden_account AS account ON account.account_key = health.account_key
LEFT JOIN mart.account_sponsor AS sponsor
    ON sponsor.account_key = health.account_key AND sponsor.as_of = $as_of
WHERE health.rag = 'red'
