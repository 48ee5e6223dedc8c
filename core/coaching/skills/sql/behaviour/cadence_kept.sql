-- Executives whose cadence is kept on a day: contact within the days that the policy gives the account's tier.
--
-- grain       one row a person and account of theirs with executives whose cadence can be known
-- kept, cases executives in time, and all of them
-- missed      rows of those overdue, as table/key, at most ten
-- parameters  $people (e-mail addresses, lower case), $as_of
-- source      mart.sponsor_score: is_overdue
SELECT
    account.owner_email AS person,
    account.account_key,
    count(*) FILTER (WHERE NOT score.is_overdue) AS kept,
    count(*) AS cases,
    coalesce(
        list('crm.contact/' || score.contact_key ORDER BY score.days_since_contact DESC NULLS FIRST, score.contact_key)
        FILTER (WHERE score.is_overdue),
        []
    )[1:10] AS missed
FROM ops.golden_account AS account
JOIN mart.sponsor_score AS score ON score.account_key = account.account_key AND score.as_of = $as_of
WHERE list_contains($people::VARCHAR[], account.owner_email) AND score.is_overdue IS NOT NULL
GROUP BY account.owner_email, account.account_key
ORDER BY person, account.account_key
