-- Readings that a person corrected: followed for later files of the same shape, until forgotten.
-- Keys are kept by the use cases.

CREATE TABLE ops.reading_choice (
    fingerprint VARCHAR NOT NULL,
    choices     VARCHAR NOT NULL,
    file_name   VARCHAR NOT NULL,
    saved_at    TIMESTAMP NOT NULL,
    saved_by    VARCHAR NOT NULL
);
COMMENT ON TABLE ops.reading_choice IS 'One row a shape of file whose reading a person corrected; the last correction is kept';
COMMENT ON COLUMN ops.reading_choice.fingerprint IS 'SHA-256 of the line that names the columns, as it stands in the file';
COMMENT ON COLUMN ops.reading_choice.choices IS 'What was said, as JSON: names of import options and their values';
COMMENT ON COLUMN ops.reading_choice.file_name IS 'Name of the file it was said of';
COMMENT ON COLUMN ops.reading_choice.saved_at IS 'When, UTC';
COMMENT ON COLUMN ops.reading_choice.saved_by IS 'E-mail address of who said it';
