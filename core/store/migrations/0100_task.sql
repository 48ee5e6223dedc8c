-- Tasks: what people said they would do, by when. A task about an account is read by everyone who sees the
-- account; one about none is its owner's alone.

CREATE TABLE ops.task (
    task_id        BIGINT PRIMARY KEY,
    account_key    UBIGINT,
    title          VARCHAR NOT NULL,
    detail         VARCHAR NOT NULL,
    phase          VARCHAR NOT NULL,
    document       VARCHAR NOT NULL,
    due_on         DATE NOT NULL,
    owner          VARCHAR NOT NULL,
    state          VARCHAR NOT NULL,
    interaction_id BIGINT,
    created_by     VARCHAR NOT NULL,
    created_at     TIMESTAMP NOT NULL,
    changed_by     VARCHAR NOT NULL,
    changed_at     TIMESTAMP NOT NULL,
    ended_at       TIMESTAMP,
    reason         VARCHAR NOT NULL
);
COMMENT ON TABLE ops.task IS 'One row a task: something a person means to do by a day, mostly about an account';
COMMENT ON COLUMN ops.task.task_id IS 'Counts up from 1';
COMMENT ON COLUMN ops.task.account_key IS 'The account it is about; empty for a task that only its owner sees';
COMMENT ON COLUMN ops.task.title IS 'What is to be done, in a sentence';
COMMENT ON COLUMN ops.task.detail IS 'More words about it; empty where there are none';
COMMENT ON COLUMN ops.task.phase IS 'Phase of the plan it belongs to; empty outside a plan';
COMMENT ON COLUMN ops.task.document IS 'Slug of the article or playbook that says how; empty where none does';
COMMENT ON COLUMN ops.task.due_on IS 'Last day it is in time';
COMMENT ON COLUMN ops.task.owner IS 'E-mail address of who is to do it, lower case';
COMMENT ON COLUMN ops.task.state IS 'open, done or dropped';
COMMENT ON COLUMN ops.task.interaction_id IS 'The turn with the coach that it came from';
COMMENT ON COLUMN ops.task.created_by IS 'E-mail address of who made it, lower case';
COMMENT ON COLUMN ops.task.created_at IS 'When it was made, UTC';
COMMENT ON COLUMN ops.task.changed_by IS 'E-mail address of who changed it last';
COMMENT ON COLUMN ops.task.changed_at IS 'When it was changed last, UTC';
COMMENT ON COLUMN ops.task.ended_at IS 'When it was done or dropped, UTC; empty while it is open';
COMMENT ON COLUMN ops.task.reason IS 'Why it was dropped, in the person''s words; empty where it was not';

CREATE TABLE ops.briefing_made (
    occasion       VARCHAR NOT NULL,
    person         VARCHAR NOT NULL,
    interaction_id BIGINT NOT NULL,
    made_at        TIMESTAMP NOT NULL
);
COMMENT ON TABLE ops.briefing_made IS 'One row a person and occasion they were briefed on: the briefing is kept once, however often it is looked at';
COMMENT ON COLUMN ops.briefing_made.occasion IS 'The occasion: its kind, its account and what tells it from a later one';
COMMENT ON COLUMN ops.briefing_made.person IS 'E-mail address of who was briefed, lower case';
COMMENT ON COLUMN ops.briefing_made.interaction_id IS 'The briefing as it is kept among the turns with the coach';
COMMENT ON COLUMN ops.briefing_made.made_at IS 'When, UTC';
