-- Mailboxes that people connected, and what was put into them or handed over otherwise.

CREATE TABLE ops.mailbox (
    owner        VARCHAR PRIMARY KEY,
    address      VARCHAR NOT NULL,
    state        VARCHAR NOT NULL,
    marker       VARCHAR NOT NULL,
    sealed       BLOB,
    connected_at TIMESTAMP NOT NULL,
    changed_at   TIMESTAMP NOT NULL,
    note         VARCHAR NOT NULL
);
COMMENT ON TABLE ops.mailbox IS 'One row a person who ever connected a Gmail mailbox';
COMMENT ON COLUMN ops.mailbox.owner IS 'Who, by e-mail address as signed in; local in single-user mode';
COMMENT ON COLUMN ops.mailbox.address IS 'The mailbox''s address, which Google confirmed';
COMMENT ON COLUMN ops.mailbox.state IS 'connected, reconnect (Google no longer accepts the access) or disconnected';
COMMENT ON COLUMN ops.mailbox.marker IS 'Random; part of the marker header of every draft put there, so that no other installation''s are taken for ours';
COMMENT ON COLUMN ops.mailbox.sealed IS 'The access, encrypted with a key that is not in the database; empty unless connected';
COMMENT ON COLUMN ops.mailbox.connected_at IS 'When it was last connected, UTC';
COMMENT ON COLUMN ops.mailbox.changed_at IS 'When its state last changed, UTC';
COMMENT ON COLUMN ops.mailbox.note IS 'Why it is in this state, in words; empty while connected';

CREATE TABLE ops.mailbox_request (
    state_hash VARCHAR PRIMARY KEY,
    owner      VARCHAR NOT NULL,
    address    VARCHAR NOT NULL,
    sealed     BLOB NOT NULL,
    asked_at   TIMESTAMP NOT NULL
);
COMMENT ON TABLE ops.mailbox_request IS 'One row a visit to Google''s consent page that has not come back; deleted when it does or is too old';
COMMENT ON COLUMN ops.mailbox_request.state_hash IS 'SHA-256 of the state parameter, which names the visit';
COMMENT ON COLUMN ops.mailbox_request.owner IS 'Who went there; nobody else can finish it';
COMMENT ON COLUMN ops.mailbox_request.address IS 'The mailbox they want to connect';
COMMENT ON COLUMN ops.mailbox_request.sealed IS 'The code verifier (PKCE), encrypted';
COMMENT ON COLUMN ops.mailbox_request.asked_at IS 'When, UTC';

CREATE TABLE ops.delivery (
    delivery_id    BIGINT PRIMARY KEY,
    draft_id       BIGINT NOT NULL,
    approval_id    BIGINT NOT NULL,
    content_hash   VARCHAR NOT NULL,
    owner          VARCHAR NOT NULL,
    address        VARCHAR NOT NULL,
    channel        VARCHAR NOT NULL,
    state          VARCHAR NOT NULL,
    attempts       INTEGER NOT NULL,
    gmail_draft_id VARCHAR,
    message_id     VARCHAR,
    thread_id      VARCHAR,
    error          VARCHAR NOT NULL,
    held_by        VARCHAR NOT NULL,
    held_until     TIMESTAMP,
    begun_at       TIMESTAMP NOT NULL,
    changed_at     TIMESTAMP NOT NULL,
    seen_at        TIMESTAMP
);
COMMENT ON TABLE ops.delivery IS 'One row an approved text put into a mailbox as a draft, or handed over otherwise; nothing here sends';
COMMENT ON COLUMN ops.delivery.delivery_id IS 'Counts up from 1';
COMMENT ON COLUMN ops.delivery.draft_id IS 'The draft here';
COMMENT ON COLUMN ops.delivery.approval_id IS 'The approval that allowed it';
COMMENT ON COLUMN ops.delivery.content_hash IS 'Hash of the approved subject and body';
COMMENT ON COLUMN ops.delivery.owner IS 'Into whose mailbox, or who took it along';
COMMENT ON COLUMN ops.delivery.address IS 'The sender''s address, which is the mailbox''s';
COMMENT ON COLUMN ops.delivery.channel IS 'gmail, eml, link or copy';
COMMENT ON COLUMN ops.delivery.state IS 'waiting, created, failed, gone (no longer among Gmail''s drafts), sent or discarded (a person said which), replaced (by a later approval of the draft), handed_over (other channels)';
COMMENT ON COLUMN ops.delivery.attempts IS 'How often it was tried';
COMMENT ON COLUMN ops.delivery.gmail_draft_id IS 'Gmail''s id of the draft';
COMMENT ON COLUMN ops.delivery.message_id IS 'Gmail''s id of the draft''s message when we last saw it';
COMMENT ON COLUMN ops.delivery.thread_id IS 'Gmail''s id of its thread when we last saw it';
COMMENT ON COLUMN ops.delivery.error IS 'Why the last attempt failed, in words; empty when it did not';
COMMENT ON COLUMN ops.delivery.held_by IS 'The process that is at it; empty when none is';
COMMENT ON COLUMN ops.delivery.held_until IS 'Until when it keeps others away, UTC';
COMMENT ON COLUMN ops.delivery.begun_at IS 'When it was first tried, UTC';
COMMENT ON COLUMN ops.delivery.changed_at IS 'When its state last changed, UTC';
COMMENT ON COLUMN ops.delivery.seen_at IS 'When the draft was last seen in Gmail, UTC';
