-- grain: the mail of this kind and week to the person
-- parameters: person, kind, week_on
DELETE FROM ops.coaching_mail WHERE person = $person AND kind = $kind AND week_on = $week_on
