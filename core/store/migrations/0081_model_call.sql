-- What calls to the language model used and cost. No text of a prompt or an answer is kept here.

CREATE TABLE ops.model_call (
    call_id            BIGINT PRIMARY KEY,
    called_at          TIMESTAMP NOT NULL,
    called_by          VARCHAR NOT NULL,
    on_behalf_of       VARCHAR NOT NULL,
    kind               VARCHAR NOT NULL,
    prompt_version     VARCHAR NOT NULL,
    model              VARCHAR NOT NULL,
    outcome            VARCHAR NOT NULL,
    attempts           INTEGER NOT NULL,
    input_tokens       BIGINT NOT NULL,
    output_tokens      BIGINT NOT NULL,
    cache_read_tokens  BIGINT NOT NULL,
    cache_write_tokens BIGINT NOT NULL,
    cost_usd           DOUBLE NOT NULL,
    is_estimated       BOOLEAN NOT NULL,
    duration_ms        BIGINT,
    request_id         VARCHAR NOT NULL
);
COMMENT ON TABLE ops.model_call IS 'One row a call to the language model: who, when, what it used and cost, how it ended; no text';
COMMENT ON COLUMN ops.model_call.call_id IS 'Counts up from 1';
COMMENT ON COLUMN ops.model_call.called_at IS 'When the call began, UTC';
COMMENT ON COLUMN ops.model_call.called_by IS 'Who caused it, as the audit log names them';
COMMENT ON COLUMN ops.model_call.on_behalf_of IS 'E-mail address whose daily budget it counts against';
COMMENT ON COLUMN ops.model_call.kind IS 'Kind of draft, e.g. executive_outreach';
COMMENT ON COLUMN ops.model_call.prompt_version IS 'Version of the prompt';
COMMENT ON COLUMN ops.model_call.model IS 'Model that was asked, as the provider names it';
COMMENT ON COLUMN ops.model_call.outcome IS 'written, or why the template wrote instead; running until the call has ended';
COMMENT ON COLUMN ops.model_call.attempts IS 'Requests sent, the first included; 0 until the call has ended';
COMMENT ON COLUMN ops.model_call.input_tokens IS 'Input tokens neither read from nor written to the provider''s cache';
COMMENT ON COLUMN ops.model_call.output_tokens IS 'Output tokens';
COMMENT ON COLUMN ops.model_call.cache_read_tokens IS 'Input tokens read from the provider''s cache';
COMMENT ON COLUMN ops.model_call.cache_write_tokens IS 'Input tokens written to the provider''s cache';
COMMENT ON COLUMN ops.model_call.cost_usd IS 'Cost in US dollars at the prices of data/models.toml; while running, the most the call can cost';
COMMENT ON COLUMN ops.model_call.is_estimated IS 'The provider did not say what was used: the cost is an upper bound';
COMMENT ON COLUMN ops.model_call.duration_ms IS 'From the first request to the end, in milliseconds; empty while running';
COMMENT ON COLUMN ops.model_call.request_id IS 'The provider''s identifier of the last request; empty when none came back';
