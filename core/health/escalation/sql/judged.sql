-- grain: one row an escalation of the viewer's accounts that somebody called one or none, and rule behind it
-- agreed: it was one; value, threshold: when it was opened, in unit
-- parameters: viewer, sees_all
WITH
said AS (
    SELECT escalation_id, arg_max(decision, decision_id) AS decision
    FROM ops.escalation_decision
    WHERE decision IN ('acknowledged', 'disagreed', 'open')
    GROUP BY escalation_id
)

SELECT
    rule.rule, escalation.opened_on, said.decision = 'acknowledged' AS agreed,
    rule.value, rule.threshold, rule.unit
FROM ops.escalation AS escalation
JOIN ops.visible_account($viewer, $sees_all) AS visible ON visible.account_key = escalation.account_key
JOIN said ON said.escalation_id = escalation.escalation_id AND said.decision <> 'open'
JOIN ops.escalation_rule AS rule ON rule.escalation_id = escalation.escalation_id
ORDER BY rule.rule, escalation.opened_on, escalation.escalation_id
