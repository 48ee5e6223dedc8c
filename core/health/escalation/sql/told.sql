-- grain: one row, the account and who is to be told of it
-- sales_email: owner of the open deal that closes first, else of the account
-- update_days: days between updates to the customer; tells_manager: whether the manager is told as well
-- parameters: account_key, update_days, tell_manager (names of the thresholds)
SELECT
    account.account_key, account.source_id AS account_id, account.source_system,
    coalesce(account.name, account.source_id) AS account_name,
    coalesce(account.owner_email, '') AS rep_email, coalesce(account.tier, '') AS tier,
    coalesce((
        SELECT any_value(member.manager_email)
        FROM crm.team_member AS member
        WHERE member.email = account.owner_email
    ), '') AS manager_email,
    coalesce((
        SELECT arg_min(deal.owner_email, (coalesce(deal.close_on, DATE '9999-12-31'), deal.opportunity_key))
        FROM crm.opportunity AS deal
        WHERE deal.account_key = account.account_key AND deal.outcome = 'open' AND deal.owner_email IS NOT NULL
    ), account.owner_email, '') AS sales_email,
    account.arr_amount, coalesce(account.currency, '') AS currency, account.renewal_on,
    (
        SELECT value::INTEGER FROM ops.policy WHERE name = $update_days AND tier = coalesce(account.tier, '')
    ) AS update_days,
    (
        SELECT value = 1 FROM ops.policy WHERE name = $tell_manager AND tier = coalesce(account.tier, '')
    ) AS tells_manager
FROM ops.golden_account AS account
WHERE account.account_key = $account_key::UBIGINT
