-- grain: one row an opportunity of the account, open at the date, on which the person has a role
-- parameters: account_key, contact_key, as_of
SELECT
    opportunity.name,
    min(part.role) AS role,
    opportunity.amount,
    opportunity.currency,
    opportunity.close_on,
    list_concat(
        ['crm.opportunity/' || opportunity.opportunity_key],
        list('crm.opportunity_contact/' || part.opportunity_contact_key ORDER BY part.opportunity_contact_key)
    ) AS evidence
FROM crm.opportunity AS opportunity
JOIN crm.opportunity_contact AS part ON part.opportunity_key = opportunity.opportunity_key
WHERE
    opportunity.account_key = $account_key
    AND part.contact_key = $contact_key
    AND opportunity.outcome = 'open'
    AND coalesce(opportunity.created_on <= CAST($as_of AS DATE), TRUE)
GROUP BY opportunity.opportunity_key, opportunity.name, opportunity.amount, opportunity.currency, opportunity.close_on
ORDER BY opportunity.close_on NULLS LAST, opportunity.name, opportunity.opportunity_key
