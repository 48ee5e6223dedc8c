-- grain: one row, how an account stands; none when it is not known at the date
-- parameters: account_key, as_of
SELECT
    sponsor.score,
    sponsor.coverage_pct,
    sponsor.level,
    sponsor.risk,
    sponsor.executives,
    sponsor.engaged_executives AS threads,
    sponsor.primary_contact_key AS primary_key,
    first_person.full_name AS "primary",
    sponsor.backup_contact_key AS backup_key,
    second_person.full_name AS backup,
    CAST(sponsor.last_contact_at AS DATE) AS last_contact_on
FROM mart.account_sponsor AS sponsor
LEFT JOIN mart.contact_profile AS first_person
    ON first_person.contact_key = sponsor.primary_contact_key
    AND first_person.as_of = $as_of
    AND first_person.account_key = $account_key
LEFT JOIN mart.contact_profile AS second_person
    ON second_person.contact_key = sponsor.backup_contact_key
    AND second_person.as_of = $as_of
    AND second_person.account_key = $account_key
WHERE sponsor.as_of = $as_of AND sponsor.account_key = $account_key
