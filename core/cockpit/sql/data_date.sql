-- grain: one row
-- last_imported_at: when a file was last published, UTC
-- last_exported_at: when the newest export in force was taken, UTC
-- policy_version: the policy in force
SELECT
    (SELECT max(imported_at) FROM crm.import_batch WHERE undone_at IS NULL) AS last_imported_at,
    (SELECT max(exported_at) FROM crm.import_batch WHERE undone_at IS NULL) AS last_exported_at,
    (SELECT max(version) FROM ops.policy_version) AS policy_version,
    (SELECT arg_max(hash, version) FROM ops.policy_version) AS policy_hash
