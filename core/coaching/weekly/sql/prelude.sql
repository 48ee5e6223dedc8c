-- grain: steps that statements on a person's week begin with
-- mine: the accounts the person looks after, or works on; the one user of a single-user installation has all
-- parameters: person, everybody
mine AS (
    SELECT
        account.account_key,
        coalesce(account.name, account.source_id) AS account_name,
        account.renewal_on
    FROM ops.golden_account AS account
    WHERE
        $everybody
        OR account.owner_email = $person
        OR account.account_key IN (
            SELECT team.account_key FROM crm.account_team AS team WHERE team.email = $person
        )
)
