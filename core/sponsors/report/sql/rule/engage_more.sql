-- rule: engage_more
-- group: strategic
-- order: 10
-- title: Engage more executives
-- wording: {engaged} of {executives} known are engaged; the aim is more than {target} an account, so that no single person carries it.
-- says: engaged count; executives count executives; target count
-- policy: multi_thread_score_target
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    account.engaged_executives AS engaged,
    account.executives,
    (SELECT value FROM threshold WHERE name = 'multi_thread_score_target') AS target,
    list(person.contact_ref ORDER BY person.contact_ref) AS evidence
FROM account
JOIN person ON person.level IS NOT NULL
WHERE account.engaged_executives <= (SELECT value FROM threshold WHERE name = 'multi_thread_score_target')
GROUP BY account.engaged_executives, account.executives
