-- Sweeps: all tickets of a polled system listed, to see which of those known here are gone from it.

CREATE TABLE ops.poll_sweep (
    sweep_id    BIGINT PRIMARY KEY,
    source      VARCHAR NOT NULL,
    scope       VARCHAR NOT NULL,
    started_at  TIMESTAMP NOT NULL,
    finished_at TIMESTAMP NOT NULL,
    status      VARCHAR NOT NULL,
    known       BIGINT NOT NULL,
    listed      BIGINT NOT NULL,
    missing     BIGINT NOT NULL,
    gone        BIGINT NOT NULL,
    returned    BIGINT NOT NULL,
    import_id   BIGINT,
    requests    BIGINT NOT NULL,
    retries     BIGINT NOT NULL,
    swept_by    VARCHAR NOT NULL,
    problem     VARCHAR NOT NULL
);
COMMENT ON TABLE ops.poll_sweep IS 'One row a sweep of a ticket system, written when it ended: what is gone from it, and what came back';
COMMENT ON COLUMN ops.poll_sweep.sweep_id IS 'Counts up from 1';
COMMENT ON COLUMN ops.poll_sweep.source IS 'jira, kayako or kayako-classic';
COMMENT ON COLUMN ops.poll_sweep.scope IS 'Hash of the address and the query that was listed';
COMMENT ON COLUMN ops.poll_sweep.started_at IS 'When it began, UTC';
COMMENT ON COLUMN ops.poll_sweep.finished_at IS 'When it ended, UTC';
COMMENT ON COLUMN ops.poll_sweep.status IS 'done; unsure: too many were missing at once; or failed: the list could not be had whole. Only one that is done concludes anything';
COMMENT ON COLUMN ops.poll_sweep.known IS 'Tickets that polls of the source brought and that were not gone before';
COMMENT ON COLUMN ops.poll_sweep.listed IS 'Tickets that the system listed; 0 when it did not to the end';
COMMENT ON COLUMN ops.poll_sweep.missing IS 'Known tickets that were not listed';
COMMENT ON COLUMN ops.poll_sweep.gone IS 'Of those, tickets that are gone, each asked for singly';
COMMENT ON COLUMN ops.poll_sweep.returned IS 'Tickets that were gone and are listed again';
COMMENT ON COLUMN ops.poll_sweep.import_id IS 'Import that flagged them: crm.import_batch; empty when nothing was found';
COMMENT ON COLUMN ops.poll_sweep.requests IS 'Requests answered';
COMMENT ON COLUMN ops.poll_sweep.retries IS 'Requests repeated because of a limit or a broken connection';
COMMENT ON COLUMN ops.poll_sweep.swept_by IS 'Who started it, as the audit log names them';
COMMENT ON COLUMN ops.poll_sweep.problem IS 'Why it concluded nothing, in words; empty when it did';

COMMENT ON COLUMN crm.change_event.field IS 'Field that changed; disappeared when the record is no longer in its source: in a full export, or asked for by a sweep; reappeared when it is again';
COMMENT ON COLUMN crm.change_event.to_value IS 'Value after; of a disappearance, why, where the source says: not found, not visible, in the trash, not among what is polled, or moved to another';
