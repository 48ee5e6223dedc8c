-- grain: one row: which of the records would stand for all, were they one; as ops.match_cluster chooses
-- parameters: entity, record_keys; parts: table, key
SELECT r./*key*/ AS standing_key
FROM /*table*/ AS r
LEFT JOIN ops.cluster_choice AS choice ON choice.entity = $entity AND choice.member_key = r./*key*/
LEFT JOIN ops.system_trust AS trust ON trust.source_system = r.source_system
WHERE list_contains($record_keys::UBIGINT[], r./*key*/)
ORDER BY
    choice.chosen_at DESC NULLS LAST, trust.rank ASC NULLS LAST, r.created_at ASC NULLS LAST, r./*key*/
LIMIT 1
