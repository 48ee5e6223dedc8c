-- What is kept so that an erased person does not come back: keyed hashes, never the person.

CREATE TABLE ops.erasure_key (
    key VARCHAR NOT NULL
);
COMMENT ON TABLE ops.erasure_key IS 'At most one row: the key of the hashes in ops.erased_mark, made at the first erasure';
COMMENT ON COLUMN ops.erasure_key.key IS '32 random bytes as hexadecimal';

CREATE TABLE ops.erased_mark (
    mark      VARCHAR NOT NULL,
    kind      VARCHAR NOT NULL,
    erased_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE ops.erased_mark IS 'One row a thing that identified a person who was erased; imports refuse or clean records that match';
COMMENT ON COLUMN ops.erased_mark.mark IS 'HMAC-SHA-256 of kind and value under ops.erasure_key';
COMMENT ON COLUMN ops.erased_mark.kind IS 'email, id, name or phone';
COMMENT ON COLUMN ops.erased_mark.erased_at IS 'When, UTC';

CREATE TABLE ops.rewritten_file (
    name         VARCHAR NOT NULL,
    new_name     VARCHAR,
    rewritten_at TIMESTAMP NOT NULL,
    reason       VARCHAR NOT NULL
);
COMMENT ON TABLE ops.rewritten_file IS 'One row a kept import file that was rewritten or removed when a person was erased';
COMMENT ON COLUMN ops.rewritten_file.name IS 'Its name among the kept files until then; a file of this name is deleted at the next start';
COMMENT ON COLUMN ops.rewritten_file.new_name IS 'The file in its place, named by its SHA-256; empty when there is none';
COMMENT ON COLUMN ops.rewritten_file.rewritten_at IS 'When, UTC';
COMMENT ON COLUMN ops.rewritten_file.reason IS 'Why';
