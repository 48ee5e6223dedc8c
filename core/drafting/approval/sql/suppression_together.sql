-- grain: one row an entry in force that was made in one act with the one asked for, of the same person as of now
-- parameters: suppression_id
WITH
person AS (
    SELECT entry.*, coalesce(member.cluster_key, entry.contact_key) AS person_key
    FROM ops.suppression AS entry
    LEFT JOIN ops.cluster_member AS member ON member.entity = 'contact' AND member.member_key = entry.contact_key
)

SELECT other.suppression_id
FROM person AS asked
JOIN person AS other
    ON other.suppression_id = asked.suppression_id
    OR (
        other.scope = 'contact'
        AND asked.scope = 'contact'
        AND other.person_key = asked.person_key
        AND other.suppressed_at = asked.suppressed_at
        AND other.suppressed_by = asked.suppressed_by
        AND other.reason = asked.reason
    )
WHERE asked.suppression_id = $suppression_id AND other.ended_at IS NULL
ORDER BY other.suppression_id
