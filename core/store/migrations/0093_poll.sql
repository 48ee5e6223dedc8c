-- Runs of the ticket pollers: how far each has read, and how it went.

CREATE TABLE ops.poll_run (
    run_id      BIGINT PRIMARY KEY,
    source      VARCHAR NOT NULL,
    scope       VARCHAR NOT NULL,
    started_at  TIMESTAMP NOT NULL,
    finished_at TIMESTAMP NOT NULL,
    status      VARCHAR NOT NULL,
    is_full     BOOLEAN NOT NULL,
    since       TIMESTAMP,
    read_until  TIMESTAMP,
    import_id   BIGINT,
    tickets     BIGINT NOT NULL,
    events      BIGINT NOT NULL,
    requests    BIGINT NOT NULL,
    retries     BIGINT NOT NULL,
    polled_by   VARCHAR NOT NULL,
    problem     VARCHAR NOT NULL
);
COMMENT ON TABLE ops.poll_run IS 'One row a poll of a ticket system, written when it ended: what it read, and up to when';
COMMENT ON COLUMN ops.poll_run.run_id IS 'Counts up from 1';
COMMENT ON COLUMN ops.poll_run.source IS 'jira, kayako or kayako-classic';
COMMENT ON COLUMN ops.poll_run.scope IS 'Hash of the address and the query: another one is read from the beginning';
COMMENT ON COLUMN ops.poll_run.started_at IS 'When it began, UTC';
COMMENT ON COLUMN ops.poll_run.finished_at IS 'When it ended, UTC';
COMMENT ON COLUMN ops.poll_run.status IS 'done, or failed: nothing of a failed poll is kept';
COMMENT ON COLUMN ops.poll_run.is_full IS 'Read everything, whatever was read before';
COMMENT ON COLUMN ops.poll_run.since IS 'Tickets changed since then were asked for, by the clock of the ticket system, UTC; empty when all were';
COMMENT ON COLUMN ops.poll_run.read_until IS 'What changed up to then has been read, by the clock of the ticket system, UTC; empty when it failed';
COMMENT ON COLUMN ops.poll_run.import_id IS 'Import that took what was read: crm.import_batch; empty when nothing had changed';
COMMENT ON COLUMN ops.poll_run.tickets IS 'Tickets read';
COMMENT ON COLUMN ops.poll_run.events IS 'Replies, changes and work records read with them';
COMMENT ON COLUMN ops.poll_run.requests IS 'Requests answered';
COMMENT ON COLUMN ops.poll_run.retries IS 'Requests repeated because of a limit or a broken connection';
COMMENT ON COLUMN ops.poll_run.polled_by IS 'Who started it, as the audit log names them';
COMMENT ON COLUMN ops.poll_run.problem IS 'Why it failed, in words; empty when it did not';

COMMENT ON COLUMN crm.ticket_event.kind IS 'reply (ours), customer_reply, note (internal), status, priority or work';
