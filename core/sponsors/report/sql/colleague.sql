-- grain: one row an active person of the account, and whoever left while active people still report to them
-- superior_key: whom they report to, where that person is here too
-- prelude: yes
-- parameters: account_key, as_of
WITH
seat AS (
    SELECT person.*, superior.contact_key AS superior_key
    FROM person
    JOIN account ON TRUE
    LEFT JOIN person AS superior
        ON list_has_any(superior.records, [split_part(record, ':', 1) || ':' || person.reports_to_ref FOR record IN person.records])
        AND superior.contact_key <> person.contact_key
),

present AS (
    SELECT *
    FROM seat
    WHERE status = 'active' OR contact_key IN (SELECT superior_key FROM seat WHERE status = 'active')
)

SELECT
    contact_key,
    person,
    title,
    seniority,
    is_executive,
    status = 'left' AS has_left,
    coalesce(is_primary, FALSE) AS is_primary,
    contact_ref,
    CASE WHEN superior_key IN (SELECT contact_key FROM present) THEN superior_key END AS superior_key
FROM present
ORDER BY
    list_position(['c_level', 'vp', 'director', 'manager', 'individual'], seniority) NULLS LAST,
    person,
    contact_key
