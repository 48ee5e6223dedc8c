-- grain: one row: how many drafts one scan may make
-- parameters: none
SELECT max(value)::INTEGER AS most FROM ops.policy WHERE name = 'escalation_drafts_max'
