-- Notices on their way out: what is to be told, by which channel, and how far it got.

CREATE TABLE ops.notice_delivery (
    delivery_id  BIGINT PRIMARY KEY,
    key          VARCHAR NOT NULL,
    channel      VARCHAR NOT NULL,
    account_key  UBIGINT NOT NULL,
    title        VARCHAR NOT NULL,
    severity     VARCHAR NOT NULL,
    notice       JSON NOT NULL,
    state        VARCHAR NOT NULL,
    attempts     INTEGER NOT NULL,
    error        VARCHAR NOT NULL,
    queued_at    TIMESTAMP NOT NULL,
    next_at      TIMESTAMP NOT NULL,
    tried_at     TIMESTAMP,
    delivered_at TIMESTAMP,
    reference    VARCHAR NOT NULL,
    UNIQUE (key, channel)
);
COMMENT ON TABLE ops.notice_delivery IS 'One row a notice and channel: written with what it tells of, then delivered until it is';
COMMENT ON COLUMN ops.notice_delivery.delivery_id IS 'Counts up from 1';
COMMENT ON COLUMN ops.notice_delivery.key IS 'What makes it one notice, e.g. escalation/12/opened';
COMMENT ON COLUMN ops.notice_delivery.channel IS 'crm_page, sales_event, email or chat';
COMMENT ON COLUMN ops.notice_delivery.account_key IS 'The account';
COMMENT ON COLUMN ops.notice_delivery.title IS 'In a line';
COMMENT ON COLUMN ops.notice_delivery.severity IS 'critical, high, medium, or empty';
COMMENT ON COLUMN ops.notice_delivery.notice IS 'The whole notice as it was queued';
COMMENT ON COLUMN ops.notice_delivery.state IS 'waiting, delivered, not_configured or expired';
COMMENT ON COLUMN ops.notice_delivery.attempts IS 'How often it was tried';
COMMENT ON COLUMN ops.notice_delivery.error IS 'Why the last attempt failed, in words; empty when it did not';
COMMENT ON COLUMN ops.notice_delivery.queued_at IS 'When it was queued, UTC';
COMMENT ON COLUMN ops.notice_delivery.next_at IS 'Not tried before, UTC';
COMMENT ON COLUMN ops.notice_delivery.tried_at IS 'When it was last tried, UTC';
COMMENT ON COLUMN ops.notice_delivery.delivered_at IS 'When it was delivered, UTC';
COMMENT ON COLUMN ops.notice_delivery.reference IS 'What the other side calls it, e.g. a message id; empty when it gives none';

CREATE TABLE ops.crm_page (
    account_key UBIGINT PRIMARY KEY,
    page_id     VARCHAR NOT NULL,
    found_by    VARCHAR NOT NULL,
    set_at      TIMESTAMP NOT NULL,
    set_by      VARCHAR NOT NULL
);
COMMENT ON TABLE ops.crm_page IS 'One row an account whose page in Notion is known';
COMMENT ON COLUMN ops.crm_page.account_key IS 'The account';
COMMENT ON COLUMN ops.crm_page.page_id IS 'Notion''s id of the page';
COMMENT ON COLUMN ops.crm_page.found_by IS 'person (somebody said so) or title (the only page of exactly that title)';
COMMENT ON COLUMN ops.crm_page.set_at IS 'When, UTC';
COMMENT ON COLUMN ops.crm_page.set_by IS 'Who';

CREATE TABLE ops.crm_section (
    page_id      VARCHAR NOT NULL,
    section      VARCHAR NOT NULL,
    account_key  UBIGINT NOT NULL,
    block_id     VARCHAR NOT NULL,
    content_hash VARCHAR NOT NULL,
    written_at   TIMESTAMP NOT NULL,
    PRIMARY KEY (page_id, section)
);
COMMENT ON TABLE ops.crm_section IS 'One row a section that Rapport keeps on a page in Notion';
COMMENT ON COLUMN ops.crm_section.page_id IS 'Notion''s id of the page';
COMMENT ON COLUMN ops.crm_section.section IS 'Title of the section';
COMMENT ON COLUMN ops.crm_section.account_key IS 'The account';
COMMENT ON COLUMN ops.crm_section.block_id IS 'Notion''s id of the block that holds everything of the section';
COMMENT ON COLUMN ops.crm_section.content_hash IS 'SHA-256 of what was written last';
COMMENT ON COLUMN ops.crm_section.written_at IS 'When, UTC';
