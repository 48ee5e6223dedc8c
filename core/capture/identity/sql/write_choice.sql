-- effect: the record stands for its cluster from now on
-- parameters: entity, member_key, by, at, reason
MERGE INTO ops.cluster_choice AS known
USING (SELECT $entity AS entity, $member_key::UBIGINT AS member_key) AS chosen USING (entity, member_key)
WHEN MATCHED THEN UPDATE SET chosen_by = $by, chosen_at = $at, reason = $reason
WHEN NOT MATCHED THEN INSERT VALUES (chosen.entity, chosen.member_key, $by, $at, $reason)
