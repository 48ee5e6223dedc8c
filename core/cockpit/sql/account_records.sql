-- grain: one row an imported record of the account, the one that stands for it first
-- reference: the record, as table/key; account_id: what its system calls it
-- gives: fields of the account that are taken from it, where there are several records
-- parameters: account_key
WITH
given AS (
    SELECT member_key, list(field ORDER BY field) AS fields
    FROM ops.golden_value
    WHERE entity = 'account' AND cluster_key = $account_key::UBIGINT
    GROUP BY member_key
)

SELECT
    'crm.account/' || alias.member_key AS reference,
    alias.source_system,
    alias.source_id AS account_id,
    coalesce(alias.name, alias.source_id) AS name,
    alias.domain,
    alias.owner_email,
    coalesce(given.fields, []) AS gives
FROM ops.account_alias AS alias
LEFT JOIN given ON given.member_key = alias.member_key
WHERE alias.account_key = $account_key::UBIGINT
ORDER BY alias.member_key <> $account_key::UBIGINT, alias.source_system, alias.source_id
