-- The policy in force as a table instead of a view: every model reads it, and planning a model over the
-- view cost a millisecond each. It is rewritten with each saved version, in the same transaction.

CREATE TEMPORARY TABLE policy_in_force AS SELECT tier, name, value FROM ops.policy;

DROP VIEW ops.policy;

CREATE TABLE ops.policy (
    tier  VARCHAR NOT NULL,
    name  VARCHAR NOT NULL,
    value DOUBLE NOT NULL
);
COMMENT ON TABLE ops.policy IS 'The policy in force: one row a threshold and tier';
COMMENT ON COLUMN ops.policy.tier IS 'enterprise, mid_market, smb, or empty for accounts whose tier no source gives';
COMMENT ON COLUMN ops.policy.name IS 'Threshold, e.g. p1_max_age_days; docs/policy.md lists them with unit and source';
COMMENT ON COLUMN ops.policy.value IS 'Value in the threshold''s unit';

INSERT INTO ops.policy SELECT tier, name, value FROM policy_in_force;

DROP TABLE policy_in_force;
