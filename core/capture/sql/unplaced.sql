-- Rows of one table without an account, by the first of the things that point at one.
WITH pointed AS (
    SELECT
        t.account_ref,
        split_part(list_filter(list_append(/*emails*/, t.account_domain_ref), lambda x: x IS NOT NULL)[1], '@', -1) AS domain,
        t.account_name_ref,
        t.source_system || ':' || t.source_id AS row_reference,
        coalesce(t./*shown*/, t.source_id) AS shown
    FROM /*table*/ AS t
    WHERE t.account_key IS NULL
)
SELECT
    $table AS "table",
    CASE
        WHEN account_ref IS NOT NULL THEN 'account_ref'
        WHEN account_name_ref IS NOT NULL THEN 'name'
        WHEN domain IS NOT NULL THEN 'domain'
        ELSE 'row'
    END AS match_kind,
    coalesce(account_ref, account_name_ref, domain, row_reference) AS match_value,
    count(*) AS count,
    min(shown) AS example
FROM pointed
GROUP BY ALL
ORDER BY count DESC, match_value
LIMIT $limit
