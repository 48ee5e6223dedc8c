-- rule: no_backup
-- group: concern
-- order: 24
-- title: There is no backup sponsor
-- wording: of {others} beside {person}, none is engaged.
-- says: person person; others count executives
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    sponsor.person,
    account.executives - 1 AS others,
    list_concat(
        [sponsor.contact_ref],
        (SELECT coalesce(list(contact_ref ORDER BY contact_ref), []) FROM person WHERE level IS NOT NULL AND NOT is_primary)
    ) AS evidence
FROM sponsor
JOIN account ON account.backup_contact_key IS NULL
WHERE account.executives > 1
