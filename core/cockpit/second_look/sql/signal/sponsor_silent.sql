-- grain: one row a green account whose executives have not been in direct contact for too long
-- evidence: rows that say so, as table/key
-- parameters: those of filtered_account
WITH
silent AS (
    SELECT *
    FROM account
    WHERE is_green AND (silence_alert OR level = 'disengaged')
)

SELECT
    account_key,
    CASE
        WHEN days_since_contact IS NULL THEN 'No executive was ever in direct contact.'
        ELSE 'No executive contact for ' || days_since_contact || ' days.'
    END AS says,
    CASE WHEN primary_contact_key IS NULL THEN [] ELSE ['crm.contact/' || primary_contact_key] END AS evidence
FROM silent
