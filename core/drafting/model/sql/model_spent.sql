-- grain: one row; what calls of one UTC day cost, those still running at the most they can cost
-- parameters: day, on_behalf_of
-- columns: everyone_usd, person_usd (US dollars); next_call_id
SELECT
    coalesce(sum(cost_usd) FILTER (called_at::DATE = $day), 0) AS everyone_usd,
    coalesce(sum(cost_usd) FILTER (called_at::DATE = $day AND on_behalf_of = $on_behalf_of), 0) AS person_usd,
    coalesce(max(call_id), 0) + 1 AS next_call_id
FROM ops.model_call
