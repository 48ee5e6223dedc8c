-- effect: how a call ended, and what it used
-- parameters: call_id, outcome, attempts, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens,
--   cost_usd (US dollars), is_estimated, duration_ms, request_id
UPDATE ops.model_call
SET
    outcome = $outcome,
    attempts = $attempts,
    input_tokens = $input_tokens,
    output_tokens = $output_tokens,
    cache_read_tokens = $cache_read_tokens,
    cache_write_tokens = $cache_write_tokens,
    cost_usd = $cost_usd,
    is_estimated = $is_estimated,
    duration_ms = $duration_ms,
    request_id = $request_id
WHERE call_id = $call_id
