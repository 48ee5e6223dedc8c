"""Technical health in polars: tickets, heartbeats and notes of every account."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import cast

import polars as pl

from tests.benchmarks.reference import END, Rules, window_start


def score_health(
    tables: dict[str, pl.LazyFrame], account: pl.DataFrame, rules: Rules
) -> tuple[pl.DataFrame, int]:
    """Score and colour of every account, and how many contribution rows that took."""
    both = (
        account.select("account_key")
        .join(_tickets(tables["ticket"], rules), on="account_key", how="left")
        .join(_heartbeats(tables["heartbeat"], rules), on="account_key", how="left")
        .join(_notes(tables["activity"], rules), on="account_key", how="left")
        .with_columns(pl.col("open_tickets").fill_null(0))
    )
    zero = rules.value("aged_zero_multiple")
    target, most = rules.value("open_tickets_target"), rules.value("open_tickets_max")
    weights = {
        name: rules.value(f"weight_{name}")
        for name in ("aged_critical_tickets", "open_tickets", "integration_heartbeat")
    }
    aged = ((zero - pl.col("aged_limits").fill_null(0)) / (zero - 1)).clip(0, 1)
    crowd = ((most - pl.col("open_tickets")) / (most - target)).clip(0, 1)
    points = [
        (weights["aged_critical_tickets"] * aged).round(6).alias("p1"),
        (weights["open_tickets"] * crowd).round(6).alias("p2"),
        (weights["integration_heartbeat"] * pl.col("share")).round(6).alias("p3"),
    ]
    silent_at, double = rules.value("heartbeat_max_hours"), rules.value("rule_double_multiple")
    values = [
        (pl.col("aged_limits"), 1.0),
        (pl.col("open_tickets"), most),
        (pl.col("silence_hours"), silent_at),
    ]
    tripped = pl.sum_horizontal([(value > limit).fill_null(value=False) for value, limit in values])
    doubled = pl.any_horizontal(
        [(value >= double * limit).fill_null(value=False) for value, limit in values]
    )
    present = (
        weights["aged_critical_tickets"]
        + weights["open_tickets"]
        + pl.when(pl.col("share").is_not_null())
        .then(weights["integration_heartbeat"])
        .otherwise(0.0)
    )
    limit = rules.value("adjustment_max")
    raw = 100 * pl.sum_horizontal("p1", "p2", "p3") / present + pl.col("mood").fill_null(0).clip(
        -limit, limit
    )
    cap = (
        pl.when((tripped > 1) | doubled)
        .then(rules.value("cap_two_rules"))
        .when(tripped == 1)
        .then(rules.value("cap_one_rule"))
        .otherwise(100.0)
    )
    rag = (
        pl.when(pl.col("score") >= rules.value("rag_green_min"))
        .then(pl.lit("green"))
        .when(pl.col("score") >= rules.value("rag_amber_min"))
        .then(pl.lit("amber"))
        .otherwise(pl.lit("red"))
    )
    scored = (
        both.with_columns(points)
        .with_columns(score=pl.min_horizontal(raw.clip(0, 100).round(6), cap))
        .with_columns(rag=rag)
        .select("account_key", "score", "rag")
    )
    return scored, 3 * scored.height


def _tickets(ticket: pl.LazyFrame, rules: Rules) -> pl.DataFrame:
    closed_at = pl.coalesce("resolved_at", "updated_at", "opened_at")
    is_open = pl.col("status").is_in(["open", "pending", "on_hold"]) | (closed_at >= END)
    limits = {name.upper(): rules.value(f"{name}_max_age_days") for name in ("p1", "p2")}
    age = (pl.lit(END) - pl.col("opened_at")).dt.total_seconds() / 86400
    return (
        ticket.filter(pl.col("opened_at") < END, is_open)
        .with_columns(
            limits=age
            / pl.col("priority").replace_strict(limits, default=None, return_dtype=pl.Float64)
        )
        .group_by("account_key")
        .agg(
            pl.len().alias("open_tickets"),
            pl.col("limits").max().alias("aged_limits"),
            pl.col("ticket_key").sort_by("opened_at").alias("open_refs"),
        )
        .collect()
    )


def _heartbeats(heartbeat: pl.LazyFrame, rules: Rules) -> pl.DataFrame:
    rows = heartbeat.filter(pl.col("seen_at") < END).collect()
    keys = ["account_key", "integration"]
    latest = rows.sort("seen_at", "heartbeat_key").group_by(keys, maintain_order=True).last()
    trailing = timedelta(days=int(rules.value("heartbeat_trailing_days")))
    usual = (
        rows.join(latest.select(*keys, last_key="heartbeat_key", last_at="seen_at"), on=keys)
        .filter(
            pl.col("heartbeat_key") != pl.col("last_key"),
            pl.col("seen_at") >= pl.col("last_at") - trailing,
        )
        .group_by(keys)
        .agg(pl.col("api_calls").median().alias("usual"), pl.len().alias("reports"))
    )
    warn, most = rules.value("heartbeat_warn_hours"), rules.value("heartbeat_max_hours")
    silence = (pl.lit(cast("datetime", END)) - pl.col("seen_at")).dt.total_seconds() / 3600
    fallen = (
        (pl.col("reports") >= rules.value("heartbeat_trailing_reports"))
        & (100 * (1 - pl.col("api_calls") / pl.col("usual")) > rules.value("heartbeat_drop_pct"))
    ).fill_null(value=False)
    return (
        latest.join(usual, on=keys, how="left")
        .with_columns(silence_hours=silence)
        .with_columns(
            share=((most - pl.col("silence_hours")) / (most - warn)).clip(0, 1)
            * pl.when(fallen).then(0.5).otherwise(1.0)
        )
        .group_by("account_key")
        .agg(
            pl.col("share").min(),
            pl.col("silence_hours").max(),
            pl.col("heartbeat_key").alias("heartbeat_refs"),
        )
    )


def _notes(activity: pl.LazyFrame, rules: Rules) -> pl.DataFrame:
    """What recent notes say, as points; each distinct text is read once."""
    since = window_start(rules, "adjustment_note_days")
    notes = (
        activity.filter(
            pl.col("kind") == "note", pl.col("occurred_at") >= since, pl.col("occurred_at") < END
        )
        .select(
            "account_key", text=pl.concat_str("subject", "body", separator=" ", ignore_nulls=True)
        )
        .collect()
    )
    said = notes["text"].unique().to_list()
    moods = pl.DataFrame(
        {"text": said, "mood": [rules.read("note", text) for text in said]},
        schema={"text": pl.String, "mood": pl.String},
    )
    trouble, praise = (rules.value(f"adjustment_note_{mood}") for mood in ("trouble", "praise"))
    return (
        notes.join(moods.filter(pl.col("mood").is_in(["trouble", "praise"])), on="text")
        .group_by("account_key")
        .agg(
            mood=pl.when((pl.col("mood") == "trouble").any()).then(-trouble).otherwise(praise)
        )
    )  # fmt: skip
