-- What a run of the matching did.
INSERT INTO ops.match_run (
    run_id, entity, started_at, finished_at, model_hash, records, pairs, parameters, review_from, automatic_from
)
VALUES (
    $run_id, $entity, $started_at, $finished_at, $model_hash, $records, $pairs, $parameters, $review_from,
    $automatic_from
)
