-- Drafts: their texts, what people said of them, their approvals, what became of them, and who is not to
-- be written to. Every table that speaks of a person has the person's key, so that erasing them takes their
-- rows along.

CREATE TABLE ops.draft (
    draft_id    BIGINT PRIMARY KEY,
    kind        VARCHAR NOT NULL,
    purpose     VARCHAR NOT NULL,
    tone        VARCHAR NOT NULL,
    length      VARCHAR NOT NULL,
    account_key UBIGINT NOT NULL,
    contact_key UBIGINT,
    sender      VARCHAR NOT NULL,
    status      VARCHAR NOT NULL,
    version     INTEGER NOT NULL,
    unmatched   INTEGER NOT NULL,
    created_at  TIMESTAMP NOT NULL,
    created_by  VARCHAR NOT NULL,
    changed_at  TIMESTAMP NOT NULL
);
COMMENT ON TABLE ops.draft IS 'One row a draft: what was asked for and where it stands; its texts are in ops.draft_version';
COMMENT ON COLUMN ops.draft.draft_id IS 'Counts up from 1';
COMMENT ON COLUMN ops.draft.kind IS 'Kind of draft, as in prompts/, e.g. executive_outreach';
COMMENT ON COLUMN ops.draft.purpose IS 'Purpose, as the kind names it';
COMMENT ON COLUMN ops.draft.tone IS 'warm, concise or formal';
COMMENT ON COLUMN ops.draft.length IS 'short or standard';
COMMENT ON COLUMN ops.draft.account_key IS 'The account it concerns';
COMMENT ON COLUMN ops.draft.contact_key IS 'The person it goes to; empty for documents';
COMMENT ON COLUMN ops.draft.sender IS 'E-mail address it would go out from, lower case';
COMMENT ON COLUMN ops.draft.status IS 'drafted, in_review, approved, in_gmail, sent, replied, meeting_booked, no_response or discarded';
COMMENT ON COLUMN ops.draft.version IS 'Newest version of the text';
COMMENT ON COLUMN ops.draft.unmatched IS 'Claims of the newest text that no fact proves; any blocks approval';
COMMENT ON COLUMN ops.draft.created_at IS 'When it was made, UTC';
COMMENT ON COLUMN ops.draft.created_by IS 'Who had it made';
COMMENT ON COLUMN ops.draft.changed_at IS 'When anything about it last changed, UTC';

CREATE TABLE ops.draft_version (
    draft_id       BIGINT NOT NULL,
    version        INTEGER NOT NULL,
    contact_key    UBIGINT,
    subject        VARCHAR NOT NULL,
    letter         JSON NOT NULL,
    sheet          JSON NOT NULL,
    content_hash   VARCHAR NOT NULL,
    writer         VARCHAR NOT NULL,
    prompt_version VARCHAR NOT NULL,
    note           VARCHAR NOT NULL,
    why            VARCHAR NOT NULL,
    created_at     TIMESTAMP NOT NULL,
    created_by     VARCHAR NOT NULL,
    PRIMARY KEY (draft_id, version)
);
COMMENT ON TABLE ops.draft_version IS 'One row a text of a draft, with the facts it was written or edited against';
COMMENT ON COLUMN ops.draft_version.draft_id IS 'The draft';
COMMENT ON COLUMN ops.draft_version.version IS 'Counts up from 1';
COMMENT ON COLUMN ops.draft_version.contact_key IS 'The person it goes to';
COMMENT ON COLUMN ops.draft_version.subject IS 'Subject';
COMMENT ON COLUMN ops.draft_version.letter IS 'Subject, paragraphs with the facts each uses, and the ask';
COMMENT ON COLUMN ops.draft_version.sheet IS 'All facts that were known, each with its imported rows';
COMMENT ON COLUMN ops.draft_version.content_hash IS 'SHA-256 of the exact subject and body: what an approval is bound to';
COMMENT ON COLUMN ops.draft_version.writer IS 'claude, template or person';
COMMENT ON COLUMN ops.draft_version.prompt_version IS 'Version of the prompt its words came from';
COMMENT ON COLUMN ops.draft_version.note IS 'Why the template wrote although a model was to; else empty';
COMMENT ON COLUMN ops.draft_version.why IS 'What made it: drafted, edited, retoned, rewritten, other_times or refreshed';
COMMENT ON COLUMN ops.draft_version.created_at IS 'When, UTC';
COMMENT ON COLUMN ops.draft_version.created_by IS 'Who';

CREATE TABLE ops.draft_vouch (
    draft_id    BIGINT NOT NULL,
    contact_key UBIGINT,
    words       VARCHAR NOT NULL,
    reason      VARCHAR NOT NULL,
    vouched_by  VARCHAR NOT NULL,
    vouched_at  TIMESTAMP NOT NULL
);
COMMENT ON TABLE ops.draft_vouch IS 'One row a person''s own word for words of a draft that no fact proves';
COMMENT ON COLUMN ops.draft_vouch.draft_id IS 'The draft';
COMMENT ON COLUMN ops.draft_vouch.contact_key IS 'The person it goes to';
COMMENT ON COLUMN ops.draft_vouch.words IS 'The words vouched for';
COMMENT ON COLUMN ops.draft_vouch.reason IS 'Why they are so';
COMMENT ON COLUMN ops.draft_vouch.vouched_by IS 'Who vouches';
COMMENT ON COLUMN ops.draft_vouch.vouched_at IS 'When, UTC';

CREATE TABLE ops.draft_attachment (
    draft_id    BIGINT NOT NULL,
    contact_key UBIGINT,
    words       VARCHAR NOT NULL,
    fact_id     VARCHAR NOT NULL,
    attached_by VARCHAR NOT NULL,
    attached_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE ops.draft_attachment IS 'One row some words of a draft and the fact a person says they stand for';
COMMENT ON COLUMN ops.draft_attachment.draft_id IS 'The draft';
COMMENT ON COLUMN ops.draft_attachment.contact_key IS 'The person it goes to';
COMMENT ON COLUMN ops.draft_attachment.words IS 'The words';
COMMENT ON COLUMN ops.draft_attachment.fact_id IS 'The fact; the claim gate still checks that they agree';
COMMENT ON COLUMN ops.draft_attachment.attached_by IS 'Who';
COMMENT ON COLUMN ops.draft_attachment.attached_at IS 'When, UTC';

CREATE TABLE ops.draft_lift (
    draft_id    BIGINT NOT NULL,
    contact_key UBIGINT,
    rule        VARCHAR NOT NULL,
    holds_for   VARCHAR NOT NULL,
    reason      VARCHAR NOT NULL,
    lifted_by   VARCHAR NOT NULL,
    lifted_at   TIMESTAMP NOT NULL
);
COMMENT ON TABLE ops.draft_lift IS 'One row a rule that a manager let a draft pass';
COMMENT ON COLUMN ops.draft_lift.draft_id IS 'The draft';
COMMENT ON COLUMN ops.draft_lift.contact_key IS 'The person it goes to';
COMMENT ON COLUMN ops.draft_lift.rule IS 'The rule, e.g. attention';
COMMENT ON COLUMN ops.draft_lift.holds_for IS 'Address and purpose it was lifted for; for another it does not hold';
COMMENT ON COLUMN ops.draft_lift.reason IS 'Why';
COMMENT ON COLUMN ops.draft_lift.lifted_by IS 'Who';
COMMENT ON COLUMN ops.draft_lift.lifted_at IS 'When, UTC';

CREATE TABLE ops.approval (
    approval_id          BIGINT PRIMARY KEY,
    draft_id             BIGINT NOT NULL,
    version              INTEGER NOT NULL,
    account_key          UBIGINT NOT NULL,
    contact_key          UBIGINT,
    content_hash         VARCHAR NOT NULL,
    recipient_email      VARCHAR NOT NULL,
    policy_version       INTEGER NOT NULL,
    region_rules_version VARCHAR NOT NULL,
    cited                JSON NOT NULL,
    lifted               JSON NOT NULL,
    approved_by          VARCHAR NOT NULL,
    approved_at          TIMESTAMP NOT NULL,
    expires_at           TIMESTAMP NOT NULL,
    send_from            TIMESTAMP NOT NULL,
    checked_version      BIGINT NOT NULL,
    voided_at            TIMESTAMP,
    void_reason          VARCHAR NOT NULL,
    changes              JSON NOT NULL
);
COMMENT ON TABLE ops.approval IS 'One row a person''s approval of an exact text for an exact recipient';
COMMENT ON COLUMN ops.approval.approval_id IS 'Counts up from 1';
COMMENT ON COLUMN ops.approval.draft_id IS 'The draft';
COMMENT ON COLUMN ops.approval.version IS 'The version approved';
COMMENT ON COLUMN ops.approval.account_key IS 'The account';
COMMENT ON COLUMN ops.approval.contact_key IS 'The recipient';
COMMENT ON COLUMN ops.approval.content_hash IS 'SHA-256 of the exact text that the person saw';
COMMENT ON COLUMN ops.approval.recipient_email IS 'The recipient''s address at the time; empty for documents';
COMMENT ON COLUMN ops.approval.policy_version IS 'Policy in force at the time';
COMMENT ON COLUMN ops.approval.region_rules_version IS 'Version of the region rules at the time';
COMMENT ON COLUMN ops.approval.cited IS 'The root facts the text rests on, each with what it said and its version';
COMMENT ON COLUMN ops.approval.lifted IS 'Rules that were lifted for it, each with who and why';
COMMENT ON COLUMN ops.approval.approved_by IS 'Who, by e-mail';
COMMENT ON COLUMN ops.approval.approved_at IS 'When, UTC';
COMMENT ON COLUMN ops.approval.expires_at IS 'No longer good from then on, UTC';
COMMENT ON COLUMN ops.approval.send_from IS 'When it is to go out: the first moment outside the recipient''s quiet hours, or the one chosen, UTC';
COMMENT ON COLUMN ops.approval.checked_version IS 'Data version at which its facts were last found unchanged';
COMMENT ON COLUMN ops.approval.voided_at IS 'When it became void, UTC; empty while it stands';
COMMENT ON COLUMN ops.approval.void_reason IS 'What made it void: edited, facts, recipient, policy, rule, expired, suppressed or discarded; empty while it stands';
COMMENT ON COLUMN ops.approval.changes IS 'What changed, before and after in words';

CREATE TABLE ops.draft_event (
    event_id     BIGINT PRIMARY KEY,
    draft_id     BIGINT NOT NULL,
    account_key  UBIGINT NOT NULL,
    contact_key  UBIGINT,
    event        VARCHAR NOT NULL,
    occurred_on  DATE NOT NULL,
    occurred_at  TIMESTAMP,
    activity_key UBIGINT,
    recorded_at  TIMESTAMP NOT NULL,
    recorded_by  VARCHAR NOT NULL,
    detail       JSON NOT NULL
);
COMMENT ON TABLE ops.draft_event IS 'One row something that happened to a draft';
COMMENT ON COLUMN ops.draft_event.event_id IS 'Counts up from 1';
COMMENT ON COLUMN ops.draft_event.draft_id IS 'The draft';
COMMENT ON COLUMN ops.draft_event.account_key IS 'The account';
COMMENT ON COLUMN ops.draft_event.contact_key IS 'The person it goes to';
COMMENT ON COLUMN ops.draft_event.event IS 'drafted, edited, approved, voided, in_gmail, sent, replied, meeting_booked, no_response or discarded';
COMMENT ON COLUMN ops.draft_event.occurred_on IS 'Day it happened, UTC';
COMMENT ON COLUMN ops.draft_event.occurred_at IS 'When it happened, UTC; empty where only the day is known';
COMMENT ON COLUMN ops.draft_event.activity_key IS 'The imported activity that shows it; empty where a person said so';
COMMENT ON COLUMN ops.draft_event.recorded_at IS 'When it was recorded, UTC';
COMMENT ON COLUMN ops.draft_event.recorded_by IS 'Who recorded it';
COMMENT ON COLUMN ops.draft_event.detail IS 'Particulars';

CREATE TABLE ops.suppression (
    suppression_id BIGINT PRIMARY KEY,
    scope          VARCHAR NOT NULL,
    contact_key    UBIGINT,
    value          VARCHAR NOT NULL,
    reason         VARCHAR NOT NULL,
    suppressed_by  VARCHAR NOT NULL,
    suppressed_at  TIMESTAMP NOT NULL,
    until_on       DATE,
    ended_at       TIMESTAMP,
    ended_by       VARCHAR NOT NULL,
    end_reason     VARCHAR NOT NULL
);
COMMENT ON TABLE ops.suppression IS 'One row a contact, address or domain that is not to be written to';
COMMENT ON COLUMN ops.suppression.suppression_id IS 'Counts up from 1';
COMMENT ON COLUMN ops.suppression.scope IS 'contact, address or domain';
COMMENT ON COLUMN ops.suppression.contact_key IS 'The contact, where it is one';
COMMENT ON COLUMN ops.suppression.value IS 'The address or domain, lower case; empty for a contact without one';
COMMENT ON COLUMN ops.suppression.reason IS 'Why, e.g. asked us to stop';
COMMENT ON COLUMN ops.suppression.suppressed_by IS 'Who recorded it';
COMMENT ON COLUMN ops.suppression.suppressed_at IS 'When, UTC';
COMMENT ON COLUMN ops.suppression.until_on IS 'Last day it holds; empty for ever';
COMMENT ON COLUMN ops.suppression.ended_at IS 'When somebody ended it, UTC';
COMMENT ON COLUMN ops.suppression.ended_by IS 'Who ended it; empty while it holds';
COMMENT ON COLUMN ops.suppression.end_reason IS 'Why it was ended';
