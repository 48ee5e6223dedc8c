-- grain: one row: the policy version in force; 0 before the first
SELECT coalesce(max(version), 0) FROM ops.policy_version
