-- grain: one row a green account that a sponsor or champion left within twice the days compared
-- evidence: rows that say so, as table/key
-- parameters: those of filtered_account
WITH
gone AS (
    SELECT person.account_key, person.contact_key, person.full_name, person.left_on
    FROM mart.contact_profile AS person
    JOIN account ON account.account_key = person.account_key
    WHERE
        account.is_green
        AND person.as_of = $as_of
        AND (person.is_executive OR person.role IN ('champion', 'executive_sponsor', 'decision_maker'))
        AND person.left_on > $as_of - 2 * account.days
        AND person.left_on <= $as_of
)

SELECT
    account_key,
    string_agg(coalesce(full_name, 'Someone') || ' left on '
    || strftime(left_on, '%-d %b %Y'), '; ' ORDER BY left_on DESC, contact_key)
    || '.' AS says,
    list('crm.contact/' || contact_key ORDER BY left_on DESC, contact_key) AS evidence
FROM gone
GROUP BY account_key
