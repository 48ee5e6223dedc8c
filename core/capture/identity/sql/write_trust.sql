-- effect: each system has the rank of its place in the list
-- parameters: systems, at, by
MERGE INTO ops.system_trust AS known
USING (
    SELECT unnest($systems::VARCHAR[]) AS source_system, generate_subscripts($systems::VARCHAR[], 1) AS rank
) AS wanted USING (source_system)
WHEN MATCHED AND known.rank <> wanted.rank THEN UPDATE SET rank = wanted.rank, set_at = $at, set_by = $by
WHEN NOT MATCHED THEN INSERT VALUES (wanted.source_system, wanted.rank, $at, $by)
