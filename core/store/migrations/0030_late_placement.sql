-- Rows whose account was found by a later import than the one that wrote them.

CREATE TABLE crm.late_placement (
    table_name VARCHAR,
    row_key    UBIGINT,
    batch_id   BIGINT
);
COMMENT ON TABLE crm.late_placement IS 'One row a row that a later import gave its account; undoing that import takes it away again';
COMMENT ON COLUMN crm.late_placement.table_name IS 'Table of the row, e.g. crm.contact';
COMMENT ON COLUMN crm.late_placement.row_key IS 'Key of the row';
COMMENT ON COLUMN crm.late_placement.batch_id IS 'Import batch that found the account: crm.import_batch';
