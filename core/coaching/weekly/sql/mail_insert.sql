-- grain: how far a mail got, added
-- parameters: person, kind, week_on, state, note, attempts, at
INSERT INTO ops.coaching_mail VALUES ($person, $kind, $week_on, $state, $note, $attempts, $at)
