-- grain: one row an account of which the open deals are asked for: the one to close next
-- parameters: account_keys, as_of
SELECT
    account.account_key,
    arg_min(deal.opportunity_key, (coalesce(deal.close_on, DATE '9999-12-31'), deal.opportunity_key)) AS deal_key,
    arg_min(deal.name, (coalesce(deal.close_on, DATE '9999-12-31'), deal.opportunity_key)) AS deal_name,
    arg_min(deal.source_id, (coalesce(deal.close_on, DATE '9999-12-31'), deal.opportunity_key)) AS deal_id,
    arg_min(deal.close_on, (coalesce(deal.close_on, DATE '9999-12-31'), deal.opportunity_key)) AS deal_close_on,
    coalesce(
        arg_min(deal.owner_email, (coalesce(deal.close_on, DATE '9999-12-31'), deal.opportunity_key)),
        any_value(account.owner_email),
        ''
    ) AS email,
    any_value(account.name) AS account_name,
    any_value(account.source_id) AS account_id,
    any_value(account.source_system) AS source_system
FROM ops.golden_account AS account
LEFT JOIN crm.opportunity AS deal
    ON deal.account_key = account.account_key
    AND deal.outcome = 'open'
    AND coalesce(deal.created_on <= CAST($as_of AS DATE), TRUE)
    AND coalesce(deal.close_on >= CAST($as_of AS DATE), TRUE)
WHERE account.account_key IN (SELECT unnest($account_keys::UBIGINT[]))
GROUP BY account.account_key
