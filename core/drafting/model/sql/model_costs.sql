-- grain: one row a UTC day, person, kind of draft and model, newest day first, then dearest first
-- parameters: from_day, to_day (both included)
-- columns: called_on; on_behalf_of; kind; model; calls; written (calls whose letter was taken); input_tokens,
--   output_tokens, cache_read_tokens, cache_write_tokens; cost_usd (US dollars); estimated (calls whose cost is
--   an upper bound); mean_ms (mean duration of ended calls, milliseconds; empty when none ended)
SELECT
    called_at::DATE AS called_on,
    on_behalf_of,
    kind,
    model,
    count(*) AS calls,
    count(*) FILTER (outcome = 'written') AS written,
    sum(input_tokens)::BIGINT AS input_tokens,
    sum(output_tokens)::BIGINT AS output_tokens,
    sum(cache_read_tokens)::BIGINT AS cache_read_tokens,
    sum(cache_write_tokens)::BIGINT AS cache_write_tokens,
    sum(cost_usd) AS cost_usd,
    count(*) FILTER (is_estimated) AS estimated,
    avg(duration_ms) AS mean_ms
FROM ops.model_call
WHERE called_at::DATE BETWEEN $from_day AND $to_day
GROUP BY ALL
ORDER BY called_on DESC, cost_usd DESC, on_behalf_of, kind, model
