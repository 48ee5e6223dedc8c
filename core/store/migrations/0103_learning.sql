-- What people choose of how the coach speaks to them, what they wished for, and which of its mails went out.

CREATE TABLE ops.coaching_preference (
    person VARCHAR NOT NULL,
    name   VARCHAR NOT NULL,
    value  VARCHAR NOT NULL,
    set_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE ops.coaching_preference IS 'One row a choice of a person about the coach; without one it follows what it learned';
COMMENT ON COLUMN ops.coaching_preference.person IS 'E-mail address, lower case';
COMMENT ON COLUMN ops.coaching_preference.name IS 'length, manner, examples or mail';
COMMENT ON COLUMN ops.coaching_preference.value IS 'The value chosen, e.g. brief';
COMMENT ON COLUMN ops.coaching_preference.set_at IS 'When, UTC';

CREATE TABLE ops.coaching_wish (
    wish_id        BIGINT PRIMARY KEY,
    interaction_id BIGINT NOT NULL,
    person         VARCHAR NOT NULL,
    aspect         VARCHAR NOT NULL,
    value          VARCHAR NOT NULL,
    said_at        TIMESTAMP NOT NULL
);
COMMENT ON TABLE ops.coaching_wish IS 'One row a wish for another style, said of a turn with the coach: shorter, more direct, with examples';
COMMENT ON COLUMN ops.coaching_wish.wish_id IS 'Counts up from 1';
COMMENT ON COLUMN ops.coaching_wish.interaction_id IS 'The turn it was said of';
COMMENT ON COLUMN ops.coaching_wish.person IS 'E-mail address of who said it: the person the turn was for';
COMMENT ON COLUMN ops.coaching_wish.aspect IS 'length, manner or examples';
COMMENT ON COLUMN ops.coaching_wish.value IS 'The value wished for, e.g. brief';
COMMENT ON COLUMN ops.coaching_wish.said_at IS 'When, UTC';

CREATE TABLE ops.coaching_mail (
    person    VARCHAR NOT NULL,
    kind      VARCHAR NOT NULL,
    week_on   DATE NOT NULL,
    state     VARCHAR NOT NULL,
    note      VARCHAR NOT NULL,
    attempts  INTEGER NOT NULL,
    tried_at  TIMESTAMP NOT NULL
);
COMMENT ON TABLE ops.coaching_mail IS 'One row a weekly mail of the coach to a person: how far it got';
COMMENT ON COLUMN ops.coaching_mail.person IS 'E-mail address it goes to, lower case';
COMMENT ON COLUMN ops.coaching_mail.kind IS 'weekly (one''s own summary) or digest (the team''s shared scores)';
COMMENT ON COLUMN ops.coaching_mail.week_on IS 'Monday of the week it sums up';
COMMENT ON COLUMN ops.coaching_mail.state IS 'begun, sent or refused';
COMMENT ON COLUMN ops.coaching_mail.note IS 'Why it was not sent; empty when it was';
COMMENT ON COLUMN ops.coaching_mail.attempts IS 'How often it was tried';
COMMENT ON COLUMN ops.coaching_mail.tried_at IS 'When it was tried last, UTC';
