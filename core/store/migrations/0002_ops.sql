-- What people do here, and what the cockpit keeps about itself. Written by use cases only, one
-- transaction each, with its audit row inside.

CREATE SCHEMA IF NOT EXISTS ops;

CREATE TABLE ops.audit_event (
    sequence    BIGINT PRIMARY KEY,
    recorded_at TIMESTAMP NOT NULL,
    actor       VARCHAR NOT NULL,
    action      VARCHAR NOT NULL,
    subject     VARCHAR NOT NULL,
    detail      JSON NOT NULL,
    previous    VARCHAR NOT NULL,
    hash        VARCHAR NOT NULL
);
COMMENT ON TABLE ops.audit_event IS 'One row an act of a person, token or job; a hash chain whose head is kept outside the database';
COMMENT ON COLUMN ops.audit_event.sequence IS 'Counts up from 1 without a gap';
COMMENT ON COLUMN ops.audit_event.recorded_at IS 'When, UTC';
COMMENT ON COLUMN ops.audit_event.actor IS 'Who, e.g. person:ada@example.com';
COMMENT ON COLUMN ops.audit_event.action IS 'What, as noun.verb, e.g. import.publish';
COMMENT ON COLUMN ops.audit_event.subject IS 'On what, e.g. import 12';
COMMENT ON COLUMN ops.audit_event.detail IS 'Particulars, without personal data where it can be avoided';
COMMENT ON COLUMN ops.audit_event.previous IS 'Hash of the row before';
COMMENT ON COLUMN ops.audit_event.hash IS 'SHA-256 over the row and the hash before';

CREATE TABLE ops.table_version (
    table_name   VARCHAR PRIMARY KEY,
    data_version BIGINT NOT NULL
);
COMMENT ON TABLE ops.table_version IS 'One row a table that pages can show; the greatest data_version is the database''s';
COMMENT ON COLUMN ops.table_version.table_name IS 'Table, e.g. crm.account';
COMMENT ON COLUMN ops.table_version.data_version IS 'The data version of the last commit that changed it';

CREATE TABLE ops.model_run (
    model        VARCHAR NOT NULL,
    as_of        DATE NOT NULL,
    data_version BIGINT NOT NULL,
    sql_hash     VARCHAR NOT NULL,
    ran_at       TIMESTAMP NOT NULL,
    PRIMARY KEY (model, as_of)
);
COMMENT ON TABLE ops.model_run IS 'One row a mart model and date for which its rows are in the mart';
COMMENT ON COLUMN ops.model_run.model IS 'Model, e.g. mart.sponsor_score';
COMMENT ON COLUMN ops.model_run.as_of IS 'Date the rows are for';
COMMENT ON COLUMN ops.model_run.data_version IS 'Data version of the inputs the rows were made from';
COMMENT ON COLUMN ops.model_run.sql_hash IS 'SHA-256 of the model''s text';
COMMENT ON COLUMN ops.model_run.ran_at IS 'When it ran, UTC';

CREATE TABLE ops.policy_version (
    version    INTEGER PRIMARY KEY,
    hash       VARCHAR NOT NULL,
    saved_at   TIMESTAMP NOT NULL,
    saved_by   VARCHAR NOT NULL,
    reason     VARCHAR NOT NULL,
    document   VARCHAR NOT NULL
);
COMMENT ON TABLE ops.policy_version IS 'One row a saved version of the policy; the greatest is in force';
COMMENT ON COLUMN ops.policy_version.version IS 'Counts up from 1, the shipped policy';
COMMENT ON COLUMN ops.policy_version.hash IS 'SHA-256 of the document, kept with every score snapshot';
COMMENT ON COLUMN ops.policy_version.saved_at IS 'When, UTC';
COMMENT ON COLUMN ops.policy_version.saved_by IS 'Who';
COMMENT ON COLUMN ops.policy_version.reason IS 'Why';
COMMENT ON COLUMN ops.policy_version.document IS 'The whole policy as TOML';

CREATE TABLE ops.policy_value (
    version INTEGER NOT NULL,
    name    VARCHAR NOT NULL,
    tier    VARCHAR NOT NULL,
    value   DOUBLE NOT NULL,
    PRIMARY KEY (version, name, tier)
);
COMMENT ON TABLE ops.policy_value IS 'One row a threshold and tier of a policy version; tier is empty for the value of all tiers not named';
COMMENT ON COLUMN ops.policy_value.version IS 'Policy version';
COMMENT ON COLUMN ops.policy_value.name IS 'Threshold, e.g. p1_max_age_days; docs/policy.md lists them with unit and source';
COMMENT ON COLUMN ops.policy_value.tier IS 'enterprise, mid_market, smb, or empty';
COMMENT ON COLUMN ops.policy_value.value IS 'Value in the threshold''s unit';

CREATE VIEW ops.policy AS
SELECT tier_name.tier, shared.name, coalesce(own.value, shared.value) AS value
FROM (VALUES ('enterprise'), ('mid_market'), ('smb'), ('')) AS tier_name (tier)
CROSS JOIN ops.policy_value AS shared
LEFT JOIN ops.policy_value AS own
    ON own.version = shared.version AND own.name = shared.name AND own.tier = tier_name.tier
WHERE shared.tier = '' AND shared.version = (SELECT max(version) FROM ops.policy_version);
COMMENT ON VIEW ops.policy IS 'The policy in force: one row a threshold and tier; tier empty is for accounts whose tier no source gives';

CREATE TABLE ops.score_snapshot (
    scanned_at    TIMESTAMP NOT NULL,
    as_of         DATE NOT NULL,
    account_key   UBIGINT NOT NULL,
    system        VARCHAR NOT NULL,
    score         DOUBLE,
    band          VARCHAR NOT NULL,
    coverage_pct  DOUBLE NOT NULL,
    policy_hash   VARCHAR NOT NULL,
    data_version  BIGINT NOT NULL
);
COMMENT ON TABLE ops.score_snapshot IS 'One row an account, system and scan: what the cockpit said at the time';
COMMENT ON COLUMN ops.score_snapshot.scanned_at IS 'When the scan ran, UTC';
COMMENT ON COLUMN ops.score_snapshot.as_of IS 'Date the score is for';
COMMENT ON COLUMN ops.score_snapshot.account_key IS 'The account';
COMMENT ON COLUMN ops.score_snapshot.system IS 'sponsors or health';
COMMENT ON COLUMN ops.score_snapshot.score IS 'Score, 0 to 100; empty when it abstained';
COMMENT ON COLUMN ops.score_snapshot.band IS 'Engagement level or RAG status';
COMMENT ON COLUMN ops.score_snapshot.coverage_pct IS 'Share of the weight that was present, 0 to 100';
COMMENT ON COLUMN ops.score_snapshot.policy_hash IS 'Policy in force';
COMMENT ON COLUMN ops.score_snapshot.data_version IS 'Data version seen';

CREATE TABLE ops.account_assignment (
    table_name    VARCHAR NOT NULL,
    match_kind    VARCHAR NOT NULL,
    match_value   VARCHAR NOT NULL,
    account_key   UBIGINT NOT NULL,
    assigned_at   TIMESTAMP NOT NULL,
    assigned_by   VARCHAR NOT NULL,
    PRIMARY KEY (table_name, match_kind, match_value)
);
COMMENT ON TABLE ops.account_assignment IS 'One row an assignment by hand of imported rows to an account; later imports follow it';
COMMENT ON COLUMN ops.account_assignment.table_name IS 'Table of the rows, e.g. crm.ticket; empty for every table';
COMMENT ON COLUMN ops.account_assignment.match_kind IS 'row (system and identifier), domain, name or account_ref';
COMMENT ON COLUMN ops.account_assignment.match_value IS 'The value that matched';
COMMENT ON COLUMN ops.account_assignment.account_key IS 'The account they belong to';
COMMENT ON COLUMN ops.account_assignment.assigned_at IS 'When, UTC';
COMMENT ON COLUMN ops.account_assignment.assigned_by IS 'Who';

CREATE TABLE ops.mapping (
    kind        VARCHAR NOT NULL,
    version     INTEGER NOT NULL,
    document    VARCHAR NOT NULL,
    saved_at    TIMESTAMP NOT NULL,
    saved_by    VARCHAR NOT NULL,
    PRIMARY KEY (kind, version)
);
COMMENT ON TABLE ops.mapping IS 'One row a version of a mapping made in the mapping editor; the greatest version is in force';
COMMENT ON COLUMN ops.mapping.kind IS 'Name of the mapping, e.g. acme.customers';
COMMENT ON COLUMN ops.mapping.version IS 'Counts up from 1';
COMMENT ON COLUMN ops.mapping.document IS 'The mapping as TOML, in the form of data/mappings';
COMMENT ON COLUMN ops.mapping.saved_at IS 'When, UTC';
COMMENT ON COLUMN ops.mapping.saved_by IS 'Who';

CREATE TABLE ops.contact_override (
    contact_key UBIGINT NOT NULL,
    field       VARCHAR NOT NULL,
    value       VARCHAR NOT NULL,
    reason      VARCHAR NOT NULL,
    set_at      TIMESTAMP NOT NULL,
    set_by      VARCHAR NOT NULL,
    PRIMARY KEY (contact_key, field)
);
COMMENT ON TABLE ops.contact_override IS 'One row a person''s correction of a contact''s field; it overlays the import and is never overwritten by one';
COMMENT ON COLUMN ops.contact_override.contact_key IS 'The contact';
COMMENT ON COLUMN ops.contact_override.field IS 'seniority, function, role, is_primary_sponsor, status or technical_maturity';
COMMENT ON COLUMN ops.contact_override.value IS 'The value in its place';
COMMENT ON COLUMN ops.contact_override.reason IS 'Why';
COMMENT ON COLUMN ops.contact_override.set_at IS 'When, UTC';
COMMENT ON COLUMN ops.contact_override.set_by IS 'Who';

CREATE TABLE ops.health_override (
    account_key UBIGINT NOT NULL,
    rag         VARCHAR NOT NULL,
    reason      VARCHAR NOT NULL,
    set_at      TIMESTAMP NOT NULL,
    set_by      VARCHAR NOT NULL,
    expires_on  DATE NOT NULL
);
COMMENT ON TABLE ops.health_override IS 'One row a RAG status set by hand, shown beside the computed one until it expires';
COMMENT ON COLUMN ops.health_override.account_key IS 'The account';
COMMENT ON COLUMN ops.health_override.rag IS 'green, amber or red';
COMMENT ON COLUMN ops.health_override.reason IS 'Why';
COMMENT ON COLUMN ops.health_override.set_at IS 'When, UTC';
COMMENT ON COLUMN ops.health_override.set_by IS 'Who';
COMMENT ON COLUMN ops.health_override.expires_on IS 'Last day it is shown';

CREATE TABLE ops.note (
    note_id     BIGINT PRIMARY KEY,
    account_key UBIGINT NOT NULL,
    written_at  TIMESTAMP NOT NULL,
    written_by  VARCHAR NOT NULL,
    body        VARCHAR NOT NULL
);
COMMENT ON TABLE ops.note IS 'One row a note written here on an account';
COMMENT ON COLUMN ops.note.note_id IS 'Counts up from 1';
COMMENT ON COLUMN ops.note.account_key IS 'The account';
COMMENT ON COLUMN ops.note.written_at IS 'When, UTC';
COMMENT ON COLUMN ops.note.written_by IS 'Who';
COMMENT ON COLUMN ops.note.body IS 'Text';

CREATE TABLE ops.saved_view (
    view_id    BIGINT PRIMARY KEY,
    page       VARCHAR NOT NULL,
    name       VARCHAR NOT NULL,
    query      VARCHAR NOT NULL,
    owner      VARCHAR NOT NULL,
    is_shared  BOOLEAN NOT NULL,
    saved_at   TIMESTAMP NOT NULL
);
COMMENT ON TABLE ops.saved_view IS 'One row a named set of filters on a page';
COMMENT ON COLUMN ops.saved_view.view_id IS 'Counts up from 1';
COMMENT ON COLUMN ops.saved_view.page IS 'Page, as in its address';
COMMENT ON COLUMN ops.saved_view.name IS 'Name';
COMMENT ON COLUMN ops.saved_view.query IS 'The filters as the address carries them';
COMMENT ON COLUMN ops.saved_view.owner IS 'Who saved it';
COMMENT ON COLUMN ops.saved_view.is_shared IS 'Others may open it';
COMMENT ON COLUMN ops.saved_view.saved_at IS 'When, UTC';

CREATE TABLE ops.job_run (
    job         VARCHAR NOT NULL,
    period      VARCHAR NOT NULL,
    started_at  TIMESTAMP NOT NULL,
    finished_at TIMESTAMP,
    status      VARCHAR NOT NULL,
    detail      VARCHAR NOT NULL,
    PRIMARY KEY (job, period)
);
COMMENT ON TABLE ops.job_run IS 'One row a job and period: a restart neither runs a job twice in its period nor skips it';
COMMENT ON COLUMN ops.job_run.job IS 'Job, e.g. daily_scan';
COMMENT ON COLUMN ops.job_run.period IS 'Period the run is for, e.g. 2026-11-21';
COMMENT ON COLUMN ops.job_run.started_at IS 'When it last started, UTC';
COMMENT ON COLUMN ops.job_run.finished_at IS 'When it finished, UTC';
COMMENT ON COLUMN ops.job_run.status IS 'running, done or failed';
COMMENT ON COLUMN ops.job_run.detail IS 'Result or error';

CREATE TABLE ops.user_account (
    email       VARCHAR PRIMARY KEY,
    subject     VARCHAR,
    roles       VARCHAR[] NOT NULL,
    is_active   BOOLEAN NOT NULL,
    created_at  TIMESTAMP NOT NULL
);
COMMENT ON TABLE ops.user_account IS 'One row a person who may sign in';
COMMENT ON COLUMN ops.user_account.email IS 'Verified e-mail, lower case';
COMMENT ON COLUMN ops.user_account.subject IS 'Issuer and subject of the identity first seen with it; later sign-ins must match';
COMMENT ON COLUMN ops.user_account.roles IS 'manager, csm, analyst, admin';
COMMENT ON COLUMN ops.user_account.is_active IS 'May sign in';
COMMENT ON COLUMN ops.user_account.created_at IS 'When, UTC';

CREATE TABLE ops.session (
    session_hash VARCHAR PRIMARY KEY,
    email        VARCHAR NOT NULL,
    signed_in_at TIMESTAMP NOT NULL,
    last_seen_at TIMESTAMP NOT NULL,
    ended_at     TIMESTAMP
);
COMMENT ON TABLE ops.session IS 'One row a signed-in session; a cookie without one in force is refused';
COMMENT ON COLUMN ops.session.session_hash IS 'SHA-256 of what identifies the sign-in';
COMMENT ON COLUMN ops.session.email IS 'Whose';
COMMENT ON COLUMN ops.session.signed_in_at IS 'When it began, UTC';
COMMENT ON COLUMN ops.session.last_seen_at IS 'When it was last used, UTC';
COMMENT ON COLUMN ops.session.ended_at IS 'When it was ended, UTC; empty while in force';

CREATE TABLE ops.api_token (
    token_id    BIGINT PRIMARY KEY,
    name        VARCHAR NOT NULL,
    token_hash  VARCHAR NOT NULL UNIQUE,
    roles       VARCHAR[] NOT NULL,
    created_at  TIMESTAMP NOT NULL,
    created_by  VARCHAR NOT NULL,
    expires_at  TIMESTAMP NOT NULL,
    revoked_at  TIMESTAMP
);
COMMENT ON TABLE ops.api_token IS 'One row a bearer token of the API; only its hash is kept';
COMMENT ON COLUMN ops.api_token.token_id IS 'Counts up from 1';
COMMENT ON COLUMN ops.api_token.name IS 'What it is for';
COMMENT ON COLUMN ops.api_token.token_hash IS 'SHA-256 of the token';
COMMENT ON COLUMN ops.api_token.roles IS 'manager, csm, analyst, admin';
COMMENT ON COLUMN ops.api_token.created_at IS 'When, UTC';
COMMENT ON COLUMN ops.api_token.created_by IS 'Who';
COMMENT ON COLUMN ops.api_token.expires_at IS 'No longer accepted from then on, UTC';
COMMENT ON COLUMN ops.api_token.revoked_at IS 'When it was revoked, UTC';
