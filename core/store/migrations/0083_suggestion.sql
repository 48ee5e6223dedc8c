-- What people said of suggestions. The suggestions themselves follow from the data and are not kept.

CREATE TABLE ops.suggestion_decision (
    decision_id BIGINT,
    rule        VARCHAR,
    account_key UBIGINT,
    occurrence  VARCHAR,
    state       VARCHAR,
    until_on    DATE,
    reason      VARCHAR,
    decided_by  VARCHAR,
    decided_at  TIMESTAMP
);

COMMENT ON TABLE ops.suggestion_decision IS 'What was said of a suggestion on the Today page, one row a decision; the newest of an occurrence holds';
COMMENT ON COLUMN ops.suggestion_decision.decision_id IS 'Number of the decision, growing';
COMMENT ON COLUMN ops.suggestion_decision.rule IS 'Rule that made the suggestion';
COMMENT ON COLUMN ops.suggestion_decision.account_key IS 'The account';
COMMENT ON COLUMN ops.suggestion_decision.occurrence IS 'What the rule found, so that a new occurrence is suggested again';
COMMENT ON COLUMN ops.suggestion_decision.state IS 'done, snoozed, not_useful or open (taken back)';
COMMENT ON COLUMN ops.suggestion_decision.until_on IS 'Last day of a snooze';
COMMENT ON COLUMN ops.suggestion_decision.reason IS 'Why, in the person''s words';
COMMENT ON COLUMN ops.suggestion_decision.decided_by IS 'E-mail address of who decided';
COMMENT ON COLUMN ops.suggestion_decision.decided_at IS 'When, UTC';
