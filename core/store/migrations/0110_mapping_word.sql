-- What the names of columns were confirmed to be, when a mapping was saved: evidence for files to come,
-- until it is forgotten. Keys are kept by the use cases.

CREATE TABLE ops.mapping_word (
    name       VARCHAR NOT NULL,
    as_written VARCHAR NOT NULL,
    table_name VARCHAR NOT NULL,
    field      VARCHAR NOT NULL,
    kind       VARCHAR NOT NULL,
    learned_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE ops.mapping_word IS 'One row a name of a column and the field a saved mapping fills from it: shown as the reason of later suggestions';
COMMENT ON COLUMN ops.mapping_word.name IS 'Letters and digits of the name, lower case, without accents';
COMMENT ON COLUMN ops.mapping_word.as_written IS 'The name as the mapping writes it';
COMMENT ON COLUMN ops.mapping_word.table_name IS 'Table without its schema, e.g. account';
COMMENT ON COLUMN ops.mapping_word.field IS 'Field of the table';
COMMENT ON COLUMN ops.mapping_word.kind IS 'The mapping it was confirmed in';
COMMENT ON COLUMN ops.mapping_word.learned_at IS 'When, UTC';
