-- All saved versions of the policy, the one in force first.
SELECT version, hash, saved_at, saved_by, reason, document
FROM ops.policy_version
ORDER BY version DESC
