-- Articles and playbooks written here, beside or in place of those that ship. Nothing is overwritten: the newest
-- version of a slug holds.

CREATE TABLE ops.knowledge_document (
    slug        VARCHAR NOT NULL,
    version     INTEGER NOT NULL,
    kind        VARCHAR NOT NULL,
    title       VARCHAR NOT NULL,
    text        VARCHAR NOT NULL,
    is_archived BOOLEAN NOT NULL,
    reason      VARCHAR NOT NULL,
    saved_by    VARCHAR NOT NULL,
    saved_at    TIMESTAMP NOT NULL,
    PRIMARY KEY (slug, version)
);
COMMENT ON TABLE ops.knowledge_document IS 'One row a saved version of an article or playbook written here; the newest of a slug holds';
COMMENT ON COLUMN ops.knowledge_document.slug IS 'Short name; that of a shipped document where this one stands in its place';
COMMENT ON COLUMN ops.knowledge_document.version IS 'Counts up from 1 within a slug';
COMMENT ON COLUMN ops.knowledge_document.kind IS 'article or playbook';
COMMENT ON COLUMN ops.knowledge_document.title IS 'Its title, as in the text';
COMMENT ON COLUMN ops.knowledge_document.text IS 'The whole document: front matter and Markdown, as a shipped file has it';
COMMENT ON COLUMN ops.knowledge_document.is_archived IS 'Taken out of use with this version; a shipped document of the slug holds again';
COMMENT ON COLUMN ops.knowledge_document.reason IS 'Why it was changed, in the words of who changed it';
COMMENT ON COLUMN ops.knowledge_document.saved_by IS 'E-mail address of who saved the version, lower case';
COMMENT ON COLUMN ops.knowledge_document.saved_at IS 'When, UTC';
