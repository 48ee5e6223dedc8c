-- Escalations: an account's technical health got worse, who was told, what people said of it, and when
-- it was over. Keys are kept by the use cases: rows with lists cannot be changed under an index.

CREATE TABLE ops.escalation (
    escalation_id     BIGINT NOT NULL,
    account_key       UBIGINT NOT NULL,
    trigger           VARCHAR NOT NULL,
    opened_at         TIMESTAMP NOT NULL,
    opened_on         DATE NOT NULL,
    from_band         VARCHAR NOT NULL,
    from_score        DOUBLE,
    opened_band       VARCHAR NOT NULL,
    opened_score      DOUBLE NOT NULL,
    worst_band        VARCHAR NOT NULL,
    worst_score       DOUBLE NOT NULL,
    score_limit       DOUBLE NOT NULL,
    needs_better_band BOOLEAN NOT NULL,
    severity          VARCHAR NOT NULL,
    severity_reasons  VARCHAR[] NOT NULL,
    rules_tripped     VARCHAR[] NOT NULL,
    evidence          VARCHAR[] NOT NULL,
    times_worsened    INTEGER NOT NULL,
    better_scans      INTEGER NOT NULL,
    better_on         DATE,
    stance            VARCHAR NOT NULL,
    stance_until      DATE,
    updated_on        DATE NOT NULL,
    recovered_at      TIMESTAMP,
    recovered_on      DATE,
    draft_id          BIGINT,
    draft_note        VARCHAR NOT NULL
);
COMMENT ON TABLE ops.escalation IS 'One row an escalation: from the scan that saw an account get worse to the one that saw it recovered';
COMMENT ON COLUMN ops.escalation.escalation_id IS 'Counts up from 1';
COMMENT ON COLUMN ops.escalation.account_key IS 'The account; it has at most one escalation that is not recovered';
COMMENT ON COLUMN ops.escalation.trigger IS 'score_below, status_worsened, or first_seen for an account that was below the score when first seen';
COMMENT ON COLUMN ops.escalation.opened_at IS 'When, UTC';
COMMENT ON COLUMN ops.escalation.opened_on IS 'Date of the scan';
COMMENT ON COLUMN ops.escalation.from_band IS 'Colour before; empty when first seen';
COMMENT ON COLUMN ops.escalation.from_score IS 'Score before; empty when first seen';
COMMENT ON COLUMN ops.escalation.opened_band IS 'Colour that opened it';
COMMENT ON COLUMN ops.escalation.opened_score IS 'Score that opened it';
COMMENT ON COLUMN ops.escalation.worst_band IS 'Worst colour since';
COMMENT ON COLUMN ops.escalation.worst_score IS 'Lowest score since';
COMMENT ON COLUMN ops.escalation.score_limit IS 'Policy value escalation_score when it was opened';
COMMENT ON COLUMN ops.escalation.needs_better_band IS 'The colour worsened too, so it must be better than the worst one to recover';
COMMENT ON COLUMN ops.escalation.severity IS 'critical, high or medium: the worst since it was opened';
COMMENT ON COLUMN ops.escalation.severity_reasons IS 'Why: red, amber, below_limit, very_low_score, large_arr, renewal_near';
COMMENT ON COLUMN ops.escalation.rules_tripped IS 'Rules of technical health that were tripped when it was opened or worsened';
COMMENT ON COLUMN ops.escalation.evidence IS 'Rows that tripped them, as table/key';
COMMENT ON COLUMN ops.escalation.times_worsened IS 'How often it got worse after it was opened';
COMMENT ON COLUMN ops.escalation.better_scans IS 'Better scans in a row, at most one a day';
COMMENT ON COLUMN ops.escalation.better_on IS 'Day of the last of them';
COMMENT ON COLUMN ops.escalation.stance IS 'What was last said of it: open (nothing), acknowledged, disagreed or snoozed';
COMMENT ON COLUMN ops.escalation.stance_until IS 'Last day of a snooze';
COMMENT ON COLUMN ops.escalation.updated_on IS 'Day of the last update to the customer; the day it was opened before the first';
COMMENT ON COLUMN ops.escalation.recovered_at IS 'When it was over, UTC';
COMMENT ON COLUMN ops.escalation.recovered_on IS 'Date of the scan that ended it';
COMMENT ON COLUMN ops.escalation.draft_id IS 'The outreach drafted for it';
COMMENT ON COLUMN ops.escalation.draft_note IS 'Why there is none; empty before the first attempt';

CREATE TABLE ops.escalation_rule (
    escalation_id BIGINT NOT NULL,
    rule          VARCHAR NOT NULL,
    value         DOUBLE NOT NULL,
    threshold     DOUBLE NOT NULL,
    unit          VARCHAR NOT NULL,
    note          VARCHAR NOT NULL
);
COMMENT ON TABLE ops.escalation_rule IS 'One row an escalation and rule that had a part in it';
COMMENT ON COLUMN ops.escalation_rule.escalation_id IS 'The escalation';
COMMENT ON COLUMN ops.escalation_rule.rule IS 'Rule of technical health, or escalation_score';
COMMENT ON COLUMN ops.escalation_rule.value IS 'Value when it first had one, in unit';
COMMENT ON COLUMN ops.escalation_rule.threshold IS 'Limit then, in unit';
COMMENT ON COLUMN ops.escalation_rule.unit IS 'Unit of value and threshold';
COMMENT ON COLUMN ops.escalation_rule.note IS 'In words';

CREATE TABLE ops.escalation_decision (
    decision_id   BIGINT NOT NULL,
    escalation_id BIGINT NOT NULL,
    account_key   UBIGINT NOT NULL,
    decision      VARCHAR NOT NULL,
    reason        VARCHAR NOT NULL,
    until_on      DATE,
    decided_by    VARCHAR NOT NULL,
    decided_at    TIMESTAMP NOT NULL
);
COMMENT ON TABLE ops.escalation_decision IS 'One row a decision of a person on an escalation; the newest that is no update holds';
COMMENT ON COLUMN ops.escalation_decision.decision_id IS 'Counts up from 1';
COMMENT ON COLUMN ops.escalation_decision.escalation_id IS 'The escalation';
COMMENT ON COLUMN ops.escalation_decision.account_key IS 'The account';
COMMENT ON COLUMN ops.escalation_decision.decision IS 'acknowledged, disagreed, snoozed, open (taken back) or updated (the customer was told)';
COMMENT ON COLUMN ops.escalation_decision.reason IS 'Why, in the person''s words';
COMMENT ON COLUMN ops.escalation_decision.until_on IS 'Last day of a snooze';
COMMENT ON COLUMN ops.escalation_decision.decided_by IS 'E-mail address of who decided';
COMMENT ON COLUMN ops.escalation_decision.decided_at IS 'When, UTC';

CREATE TABLE ops.escalation_watch (
    account_key UBIGINT NOT NULL,
    band        VARCHAR NOT NULL,
    score       DOUBLE NOT NULL,
    seen_on     DATE NOT NULL
);
COMMENT ON TABLE ops.escalation_watch IS 'One row an account: the last colour and score seen, which the next scan is held against; grey says nothing';
COMMENT ON COLUMN ops.escalation_watch.account_key IS 'The account';
COMMENT ON COLUMN ops.escalation_watch.band IS 'green, amber or red';
COMMENT ON COLUMN ops.escalation_watch.score IS 'Score, 0 to 100';
COMMENT ON COLUMN ops.escalation_watch.seen_on IS 'Date of the scan that saw it so first';
