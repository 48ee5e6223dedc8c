-- Accounts as imported, each with the addresses and numbers of its contacts (at most 200 of each).
WITH reached AS (
    SELECT
        account_key,
        list(DISTINCT email ORDER BY email) FILTER (WHERE email IS NOT NULL)[1:200] AS emails,
        list(DISTINCT phone ORDER BY phone) FILTER (WHERE phone IS NOT NULL)[1:200] AS phones
    FROM crm.contact
    WHERE account_key IS NOT NULL
    GROUP BY account_key
)
SELECT
    account.account_key AS key,
    account.name,
    account.domain,
    account.country,
    account.region,
    reached.emails,
    reached.phones,
    account.source_system || chr(31) || account.source_id AS record_ref,
    account.source_system || chr(31) || account.parent_account_ref AS parent_ref
FROM crm.account AS account
LEFT JOIN reached ON reached.account_key = account.account_key
ORDER BY account.account_key
