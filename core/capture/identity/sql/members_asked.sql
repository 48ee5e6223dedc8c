-- grain: one row a record asked for, all as members of one cluster
-- parameters: record_keys, standing_key
SELECT unnest($record_keys::UBIGINT[]) AS member_key, $standing_key::UBIGINT AS cluster_key
