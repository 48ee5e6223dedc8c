-- Check-ins: how often an account is written to where policy's interval does not fit, and what became of the
-- last attempt to draft one. Keys are kept by the use cases.

CREATE TABLE ops.checkin_interval (
    account_key UBIGINT NOT NULL,
    every_days  INTEGER NOT NULL,
    reason      VARCHAR NOT NULL,
    set_by      VARCHAR NOT NULL,
    set_at      TIMESTAMP NOT NULL
);
COMMENT ON TABLE ops.checkin_interval IS 'One row an account whose check-ins have an interval of their own; the others have policy''s';
COMMENT ON COLUMN ops.checkin_interval.account_key IS 'The account';
COMMENT ON COLUMN ops.checkin_interval.every_days IS 'Days between two check-ins; 0: none are drafted';
COMMENT ON COLUMN ops.checkin_interval.reason IS 'Why, in the person''s words';
COMMENT ON COLUMN ops.checkin_interval.set_by IS 'E-mail address of who set it';
COMMENT ON COLUMN ops.checkin_interval.set_at IS 'When, UTC';

CREATE TABLE ops.checkin_attempt (
    account_key UBIGINT NOT NULL,
    tried_on    DATE NOT NULL,
    draft_id    BIGINT,
    note        VARCHAR NOT NULL
);
COMMENT ON TABLE ops.checkin_attempt IS 'One row an account: the last attempt to draft its check-in';
COMMENT ON COLUMN ops.checkin_attempt.account_key IS 'The account';
COMMENT ON COLUMN ops.checkin_attempt.tried_on IS 'Date of the attempt';
COMMENT ON COLUMN ops.checkin_attempt.draft_id IS 'The draft; empty where none could be written';
COMMENT ON COLUMN ops.checkin_attempt.note IS 'Why none could be written; empty where one was';
