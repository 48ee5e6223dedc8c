-- grain: one row an active executive of an account the viewer may see, and one without a person for each account;
--   accounts with the most ARR first
-- person: empty for the account itself
-- parameters: viewer, sees_all, as_of, limit
WITH
account AS (
    SELECT
        account.account_key,
        account.name,
        row_number() OVER (ORDER BY account.arr_amount DESC NULLS LAST, lower(account.name), account.account_key) AS place
    FROM ops.visible_account($viewer, $sees_all) AS visible
    JOIN ops.golden_account AS account ON account.account_key = visible.account_key
    WHERE account.name IS NOT NULL
),

offer AS (
    SELECT name AS account, NULL AS person, place, 0 AS rank
    FROM account
    UNION ALL
    SELECT account.name AS account, profile.full_name AS person, account.place, 1 AS rank
    FROM account
    JOIN mart.contact_profile AS profile
        ON profile.account_key = account.account_key AND profile.as_of = $as_of
    WHERE profile.is_executive AND profile.status = 'active' AND profile.full_name IS NOT NULL
)

SELECT account, person
FROM offer
ORDER BY place, rank, lower(person)
LIMIT $limit
