-- Changes that concern single accounts, so that a heartbeat or a correction makes one account's scores
-- stale and not everybody's.

CREATE TABLE ops.account_change (
    table_name   VARCHAR NOT NULL,
    account_key  UBIGINT NOT NULL,
    data_version BIGINT NOT NULL,
    PRIMARY KEY (table_name, account_key)
);
COMMENT ON TABLE ops.account_change IS 'One row a table and account of which rows changed in a commit that changed no other account''s';
COMMENT ON COLUMN ops.account_change.table_name IS 'Table, e.g. crm.heartbeat';
COMMENT ON COLUMN ops.account_change.account_key IS 'The account';
COMMENT ON COLUMN ops.account_change.data_version IS 'The data version of the last such commit';
