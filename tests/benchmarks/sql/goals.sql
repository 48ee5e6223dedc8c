-- Rapport's goals template: two an account.
-- account_count: how many accounts
SELECT
    'goal-' || i AS goal_id,
    printf('001%012dAAA', i // 2) AS account_id,
    ['Automated returns', 'Forecasting pilot', 'Audit trail'][1 + roll(i, 'ours', 3)] AS our_initiative,
    'Lower cost of operations' AS their_priority,
    ['high', 'medium', 'low'][1 + roll(i, 'alignment', 3)] AS alignment,
    roll(i, 'tied', 3) = 0 AS tied_to_renewal
FROM range(getvariable('account_count') * 2) AS n (i)
