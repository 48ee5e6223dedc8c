-- grain: the mail of this kind and week to the person, if one was tried
-- parameters: person, kind, week_on
SELECT state, attempts FROM ops.coaching_mail
WHERE person = $person AND kind = $kind AND week_on = $week_on
