-- grain: one row: the next number of a draft, never one that was given before: a mailbox may still hold a draft
--   under the number of one that went with an erased person
SELECT
    greatest(
        (SELECT coalesce(max(draft_id), 0) FROM ops.draft),
        (SELECT coalesce(max(CAST(detail ->> 'draft_id' AS BIGINT)), 0) FROM ops.audit_event WHERE action = 'draft.make')
    ) + 1
