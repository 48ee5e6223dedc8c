-- What people say of the lines of a relationship profile: how a conversation went, how much a planned item
-- matters to the customer, what became of an opportunity to build something together.

CREATE TABLE ops.profile_remark (
    remark_id   BIGINT PRIMARY KEY,
    account_key UBIGINT NOT NULL,
    contact_key UBIGINT,
    about       VARCHAR NOT NULL,
    subject     VARCHAR NOT NULL,
    value       VARCHAR NOT NULL,
    note        VARCHAR NOT NULL,
    remarked_by VARCHAR NOT NULL,
    remarked_at TIMESTAMP NOT NULL
);
COMMENT ON COLUMN ops.contact_override.field IS 'seniority, function, role, is_primary_sponsor, status, technical_maturity (stands) or first_maturity (refined by what the person writes)';
COMMENT ON TABLE ops.profile_remark IS 'One row a remark on a line of a relationship profile; the newest on a line holds';
COMMENT ON COLUMN ops.profile_remark.remark_id IS 'Counts up from 1';
COMMENT ON COLUMN ops.profile_remark.account_key IS 'The account';
COMMENT ON COLUMN ops.profile_remark.contact_key IS 'The person the line is about, where it is about one';
COMMENT ON COLUMN ops.profile_remark.about IS 'communication, roadmap or codevelopment';
COMMENT ON COLUMN ops.profile_remark.subject IS 'Which line: a reference such as crm.activity/123, draft/12, or rule and subject of an opportunity';
COMMENT ON COLUMN ops.profile_remark.value IS 'What was said, from the values of its kind; empty takes an earlier remark back';
COMMENT ON COLUMN ops.profile_remark.note IS 'In the person''s words';
COMMENT ON COLUMN ops.profile_remark.remarked_by IS 'Who';
COMMENT ON COLUMN ops.profile_remark.remarked_at IS 'When, UTC';
