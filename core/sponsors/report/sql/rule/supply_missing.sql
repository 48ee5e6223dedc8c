-- rule: supply_missing
-- group: short_term
-- order: 40
-- title: Import what the score lacks
-- wording: {what}
-- says: what status
-- prelude: yes
-- parameters: account_key, as_of
WITH
lacking AS (
    SELECT unnest(account.missing) AS what, account.account_ref
    FROM account
    WHERE account.executives > 0
)

SELECT
    row_number() OVER (ORDER BY lacking.what) AS place,
    lacking.what,
    [lacking.account_ref] AS evidence
FROM lacking
