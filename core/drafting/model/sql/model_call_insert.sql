-- effect: a call that is about to be made, with the most it can cost
-- parameters: call_id, called_at, called_by, on_behalf_of, kind, prompt_version, model, cost_usd
INSERT INTO ops.model_call (
    call_id, called_at, called_by, on_behalf_of, kind, prompt_version, model, outcome, attempts,
    input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, cost_usd, is_estimated, request_id
)
VALUES (
    $call_id, $called_at, $called_by, $on_behalf_of, $kind, $prompt_version, $model, 'running', 0,
    0, 0, 0, 0, $cost_usd, true, ''
)
