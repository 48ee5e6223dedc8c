-- rule: break_silence
-- group: immediate
-- order: 10
-- title: Ask {person} for a conversation
-- wording: no executive has been in touch for {ago}; business impact first, one ask.
-- says: person person; ago duration days
-- policy: silence_alert_days
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    sponsor.person,
    account.days_since_contact AS ago,
    [sponsor.last_contact_ref] AS evidence
FROM sponsor
JOIN account ON account.silence_alert AND account.days_since_contact IS NOT NULL
