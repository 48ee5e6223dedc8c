-- grain: steps that statements on what followed a turn begin with
-- source: the newest rating of a turn holds; scores as scans recorded them, the last of a day; a score
--   before is at most 7 days old, a score after at most 14 days late
-- parameters: as_of, only (a person whose turns are looked at; empty for everybody's)
newest AS (
    SELECT interaction_id, rating, followed
    FROM ops.coaching_rating
    QUALIFY row_number() OVER (PARTITION BY interaction_id ORDER BY rating_id DESC) = 1
),

turn AS (
    SELECT
        turn.interaction_id,
        turn.person,
        turn.interaction_type,
        turn.subject,
        turn.account_key,
        turn.created_at::DATE AS asked_on,
        newest.rating,
        coalesce(newest.followed, 'unknown') AS followed
    FROM ops.coaching_interactions AS turn
    LEFT JOIN newest ON newest.interaction_id = turn.interaction_id
    WHERE turn.interaction_type IN ('guidance', 'briefing') AND ($only IS NULL OR turn.person = $only)
),

daily AS MATERIALIZED (
    SELECT account_key, as_of, arg_max(score, scanned_at) AS score, arg_max(band, scanned_at) AS band
    FROM ops.score_snapshot
    WHERE system = 'health' AND score IS NOT NULL AND as_of <= $as_of
    GROUP BY account_key, as_of
),

before AS MATERIALIZED (
    SELECT turn.interaction_id, turn.account_key, turn.asked_on, daily.as_of, daily.score, daily.band
    FROM turn
    ASOF JOIN daily ON daily.account_key = turn.account_key AND turn.asked_on >= daily.as_of
    WHERE daily.as_of >= turn.asked_on - 7
),

due AS (
    SELECT before.*, point.days, before.asked_on + point.days AS due_on
    FROM before
    CROSS JOIN (VALUES (30), (60)) AS point (days)
),

after AS MATERIALIZED (
    SELECT
        due.interaction_id,
        due.days,
        due.as_of AS before_on,
        due.band,
        daily.as_of AS after_on,
        daily.score - due.score AS change
    FROM due
    ASOF JOIN daily ON daily.account_key = due.account_key AND due.due_on <= daily.as_of
    WHERE daily.as_of <= due.due_on + 14
),

peers AS (
    SELECT asked.before_on, asked.after_on, asked.band, median(later.score - earlier.score) AS change, count(*) AS n
    FROM (SELECT DISTINCT before_on, after_on, band FROM after) AS asked
    JOIN daily AS earlier ON earlier.as_of = asked.before_on AND earlier.band = asked.band
    JOIN daily AS later ON later.account_key = earlier.account_key AND later.as_of = asked.after_on
    GROUP BY asked.before_on, asked.after_on, asked.band
),

compared AS (
    SELECT after.interaction_id, after.days, after.change, peers.change AS peers_change, peers.n AS peers
    FROM after
    JOIN peers
        ON peers.before_on = after.before_on AND peers.after_on = after.after_on AND peers.band = after.band
)
