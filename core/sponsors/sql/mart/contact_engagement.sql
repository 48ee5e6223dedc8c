-- grain: one row an active executive
-- as_of: date the row is for; the end of that day, UTC
-- account_key: the account
-- contact_key: the executive
-- last_exec_outreach_on: date of our newest message to the executive
-- exec_engagement_score: sponsor score, 0 to 100; empty when it abstains
-- source: stakeholder fields of the executive outreach agent, derived and never stored as facts
SELECT as_of, account_key, contact_key, last_exec_outreach_on, score AS exec_engagement_score
FROM mart.sponsor_score
WHERE as_of = $as_of AND ($account_key IS NULL OR account_key = $account_key)
