-- rule: raise_alignment
-- group: short_term
-- order: 24
-- title: Review {initiative} with {person}
-- wording: its alignment with {priority} rises from {alignment}.
-- says: initiative quote; person person; priority quote; alignment status
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    row_number() OVER (ORDER BY goal.tied_to_renewal DESC NULLS LAST, goal.our_initiative, goal.goal_key) AS place,
    goal.our_initiative AS initiative,
    sponsor.person,
    goal.their_priority AS priority,
    goal.alignment,
    ['crm.goal/' || goal.goal_key] AS evidence
FROM crm.goal AS goal
JOIN account ON account.account_key = goal.account_key
JOIN sponsor ON TRUE
WHERE goal.alignment = 'low' AND goal.their_priority IS NOT NULL AND goal.our_initiative IS NOT NULL
ORDER BY goal.tied_to_renewal DESC NULLS LAST, goal.our_initiative, goal.goal_key
LIMIT 3
