-- rule: several_engaged
-- group: strength
-- order: 50
-- title: Several threads
-- wording: {engaged} of {executives} are engaged: {names}.
-- says: engaged count executives; executives count; names person*
-- policy: multi_thread_score_target
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    account.engaged_executives AS engaged,
    account.executives,
    list(person.person ORDER BY person.person) AS names,
    list(person.contact_ref ORDER BY person.person) AS evidence
FROM account
JOIN person ON person.level IN ('champion', 'engaged')
WHERE account.engaged_executives > (SELECT value FROM threshold WHERE name = 'multi_thread_score_target')
GROUP BY account.engaged_executives, account.executives
