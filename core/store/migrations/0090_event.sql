-- What happened that others act on: an escalation for sales, an opportunity to build something together.

CREATE TABLE ops.event (
    event_id    BIGINT PRIMARY KEY,
    key         VARCHAR NOT NULL UNIQUE,
    kind        VARCHAR NOT NULL,
    account_key UBIGINT NOT NULL,
    subject     VARCHAR NOT NULL,
    title       VARCHAR NOT NULL,
    detail      VARCHAR NOT NULL,
    evidence    VARCHAR[] NOT NULL,
    for_email   VARCHAR NOT NULL,
    data        JSON NOT NULL,
    occurred_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE ops.event IS 'One row a thing that happened and that other parts act on or show; never changed';
COMMENT ON COLUMN ops.event.event_id IS 'Counts up from 1; whoever follows the log remembers the last one seen';
COMMENT ON COLUMN ops.event.key IS 'What makes it one happening: the same key is recorded once';
COMMENT ON COLUMN ops.event.kind IS 'escalation.opened, escalation.worsened, escalation.recovered, codevelopment.found or release_notes.ready';
COMMENT ON COLUMN ops.event.account_key IS 'The account';
COMMENT ON COLUMN ops.event.subject IS 'What it is about, e.g. escalation 12';
COMMENT ON COLUMN ops.event.title IS 'In a line';
COMMENT ON COLUMN ops.event.detail IS 'In words';
COMMENT ON COLUMN ops.event.evidence IS 'References to source rows, e.g. crm.ticket/1234567890';
COMMENT ON COLUMN ops.event.for_email IS 'Who should act on it, e.g. the owner of the deal; empty when nobody in particular';
COMMENT ON COLUMN ops.event.data IS 'Particulars for programs: names and texts';
COMMENT ON COLUMN ops.event.occurred_at IS 'When it was recorded, UTC';
