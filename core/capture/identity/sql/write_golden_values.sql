-- effect: which member each field of each cluster is taken from
-- parameters: entity, and those of the inner statement
INSERT INTO ops.golden_value BY NAME
SELECT $entity AS entity, cluster_key, field, member_key, rule
FROM (
    /*chosen*/
)
