-- The ordered phrase tables of data/titles.toml and data/phrases.toml, so that SQL models apply them.

CREATE TABLE ops.phrase_rule (
    attribute VARCHAR NOT NULL,
    position  INTEGER NOT NULL,
    phrase    VARCHAR NOT NULL,
    also      VARCHAR NOT NULL,
    value     VARCHAR NOT NULL,
    PRIMARY KEY (attribute, position)
);
COMMENT ON TABLE ops.phrase_rule IS 'One row a phrase of an ordered rule table; of the phrases found in a text, the one with the least position decides';
COMMENT ON COLUMN ops.phrase_rule.attribute IS 'What the phrase decides: seniority, function, not_held, advocacy or note';
COMMENT ON COLUMN ops.phrase_rule.position IS 'Order within the attribute, from 1';
COMMENT ON COLUMN ops.phrase_rule.phrase IS 'Whole words to find, folded, with a space at both ends; ^ is the start of the text and $ its end';
COMMENT ON COLUMN ops.phrase_rule.also IS 'A second phrase that must be found too, in the same form; empty for none';
COMMENT ON COLUMN ops.phrase_rule.value IS 'What the phrase says, e.g. c_level';
