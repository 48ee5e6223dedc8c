"""The scores in polars: lazy frames over Parquet, collected once a step."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import cast

import polars as pl

from tests.benchmarks.reference import AS_OF, END, Rules, Scores, window_start

TIERS = ("enterprise", "mid_market", "smb")
KINDS = (
    "one_to_one",
    "qbr",
    "exec_dinner",
    "strategic_checkin",
    "business_review",
    "meeting",
    "call",
)


def score(folder: Path, rules: Rules) -> Scores:
    """Sponsor and health scores of every account."""
    tables = {path.stem: pl.scan_parquet(path) for path in folder.glob("*.parquet")}
    policy = _policy(rules)
    account = tables["account"].select("account_key", "tier").collect().join(policy, on="tier")
    executive = _executives(tables["contact"], rules).join(account, on="account_key")
    touch = _touches(tables["activity"], executive, rules)
    measures = _measures(touch, executive, tables["activity"], tables["goal"], rules)
    sponsors = _levels(measures, rules)
    health, parts = _health(tables, account, rules)
    return Scores(
        {key: (value, level) for key, value, level in sponsors.iter_rows()},
        {key: (value, rag) for key, value, rag in health.iter_rows()},
        4 * sponsors.height + parts,
    )


def _policy(rules: Rules) -> pl.DataFrame:
    names = ("touchpoint_target", "silence_days")
    rows = [{"tier": tier, **{name: rules.value(name, tier) for name in names}} for tier in TIERS]
    return pl.DataFrame(rows)


def _executives(contact: pl.LazyFrame, rules: Rules) -> pl.DataFrame:
    titles = contact.select("title").unique().collect()["title"].to_list()
    seniority = pl.DataFrame(
        {"title": titles, "seniority": [rules.read("seniority", title) for title in titles]},
        schema={"title": pl.String, "seniority": pl.String},
    )
    return (
        contact.filter(pl.col("account_key").is_not_null())
        .filter(pl.col("created_at").is_null() | (pl.col("created_at") < END))
        .filter(pl.col("started_on").is_null() | (pl.col("started_on") <= AS_OF))
        .filter(~((pl.col("status") == "left").fill_null(value=False)))
        .join(seniority.lazy(), on="title", how="left")
        .filter(
            pl.col("seniority").is_in(["c_level", "vp"]).fill_null(value=False)
            | (pl.col("role") == "executive_sponsor").fill_null(value=False)
            | pl.col("is_primary_sponsor").fill_null(value=False)
        )
        .select("contact_key", "account_key", "email")
        .collect()
    )


def _touches(activity: pl.LazyFrame, executive: pl.DataFrame, rules: Rules) -> pl.DataFrame:
    """One row an executive and activity, judged."""
    people = executive.lazy().select("contact_key", "account_key", "email", "tier")
    wanted = activity.filter(pl.col("occurred_at") < END).select(
        "activity_key", "account_key", "kind", "direction", "occurred_at", "from_email",
        "thread_id", "outcome",
        emails=pl.concat_list("participant_emails", "from_email").list.unique(),
    )  # fmt: skip
    linked = (
        wanted.explode("emails")
        .join(people, left_on=["account_key", "emails"], right_on=["account_key", "email"])
        .rename({"emails": "email"})
    )
    counted = pl.concat_list(
        [
            pl.when(pl.col("tier") == tier)
            .then(pl.col("kind").is_in([k for k in KINDS if rules.value(f"counts_{k}", tier) == 1]))
            .otherwise(statement=False)
            for tier in TIERS
        ]
    ).list.any()
    theirs = pl.col("from_email") == pl.col("email")
    other_domain = (
        pl.col("from_email").str.split("@").list.last()
        != pl.col("email").str.split("@").list.last()
    )
    direction = (
        pl.when(theirs.fill_null(value=False))
        .then(pl.lit("inbound"))
        .when(pl.col("direction").is_not_null())
        .then(pl.col("direction"))
        .when((pl.col("kind") == "email") & other_domain)
        .then(pl.lit("outbound"))
    )
    held = ~pl.col("kind").is_in(["email", "note", "task"])
    is_mail = pl.col("kind") == "email"
    return (
        linked.with_columns(direction=direction)
        .with_columns(
            counts=counted & held,
            is_outreach=is_mail & (pl.col("direction") == "outbound").fill_null(value=False),
            is_reply=is_mail
            & (pl.col("direction") == "inbound").fill_null(value=False)
            & (pl.col("from_email").is_null() | theirs),
            is_advocacy=pl.col("kind").is_in(["referral", "reference"]),
        )
        .with_columns(is_direct=held | pl.col("is_reply"))
        .select(
            "contact_key", "account_key", "activity_key", "kind", "occurred_at", "thread_id", "tier",
            "counts", "is_outreach", "is_reply", "is_direct", "is_advocacy",
        )
        .collect(engine="streaming")
    )  # fmt: skip


def _replies(touch: pl.DataFrame, rules: Rules) -> pl.DataFrame:
    """Mean days to a reply and whether the last messages went unanswered, by executive."""
    window = rules.value("reply_window_days")
    mails = touch.select(
        "contact_key", "activity_key", "occurred_at", "thread_id", "is_outreach", "is_reply"
    )
    threaded = pl.when(pl.col("thread_id").is_null())
    sent = mails.filter("is_outreach", pl.col("occurred_at") >= window_start(rules)).select(
        "contact_key", "activity_key", sent_at="occurred_at",
        talk=threaded.then(pl.concat_list(pl.lit("any"))).otherwise(
            pl.concat_list(pl.lit("in ") + pl.col("thread_id"), pl.lit("none"))
        ),
    ).explode("talk").sort("sent_at")  # fmt: skip
    back = mails.filter("is_reply").select(
        "contact_key", reply_key="activity_key", replied_at="occurred_at",
        talk=pl.concat_list(
            pl.lit("any"), pl.coalesce(pl.lit("in ") + pl.col("thread_id"), pl.lit("none"))
        ),
    ).explode("talk").sort("replied_at")  # fmt: skip
    matched = sent.join_asof(
        back,
        left_on="sent_at",
        right_on="replied_at",
        by=["contact_key", "talk"],
        strategy="forward",
        check_sortedness=False,
    )
    days = (pl.col("replied_at") - pl.col("sent_at")).dt.total_seconds() / 86400
    late = (pl.lit(AS_OF) - pl.col("sent_at").dt.date()).dt.total_days() >= window
    return (
        matched.group_by("contact_key", "activity_key", "sent_at")
        .agg(
            pl.col("replied_at").min(),
            pl.col("reply_key").sort_by("replied_at", nulls_last=True).first(),
        )
        .filter(pl.col("replied_at").is_not_null() | late)
        .with_columns(
            reply_days=pl.when(pl.col("replied_at").is_not_null())
            .then(pl.min_horizontal(days, pl.lit(window)))
            .otherwise(pl.lit(window))
        )
        .sort("contact_key", "sent_at", "activity_key", descending=[False, True, True])
        .group_by("contact_key", maintain_order=True)
        .agg(
            pl.col("reply_days").mean(),
            (pl.col("replied_at").head(3).is_null().sum() >= rules.value("unanswered_outreaches"))
            .alias("is_unanswering"),
            pl.concat_list("activity_key", "reply_key").alias("reply_refs"),
        )
    )  # fmt: skip


def _measures(
    touch: pl.DataFrame,
    executive: pl.DataFrame,
    activity: pl.LazyFrame,
    goal: pl.LazyFrame,
    rules: Rules,
) -> pl.DataFrame:
    """The four measures of every active executive, with the rows behind them."""
    recent = pl.col("occurred_at") >= window_start(rules)
    counted = pl.col("counts") & recent
    contact = touch.group_by("contact_key").agg(
        counted.sum().alias("touchpoints"),
        pl.col("activity_key").filter(counted).alias("touchpoint_refs"),
        pl.col("occurred_at").filter("is_direct").max().alias("last_contact_at"),
        (pl.col("is_advocacy") & recent).sum().alias("advocacies"),
        ((pl.col("kind") == "qbr") & pl.col("is_direct") & recent).sum().alias("attended"),
    )
    qbr = (
        activity.filter(pl.col("kind") == "qbr", recent, pl.col("occurred_at") < END)
        .group_by("account_key")
        .agg(pl.len().alias("held"), pl.col("activity_key").alias("qbr_refs"))
        .collect()
    )
    weight = {"high": 1.0, "medium": rules.value("alignment_medium"), "low": 0.0}
    goals = (
        goal.filter(pl.col("alignment").is_in(list(weight)))
        .group_by("account_key")
        .agg(
            pl.col("alignment").replace_strict(weight, return_dtype=pl.Float64).mean(),
            pl.col("goal_key").alias("goal_refs"),
        )
        .collect()
    )
    return (
        executive.join(contact, on="contact_key", how="left")
        .join(_replies(touch, rules), on="contact_key", how="left")
        .join(qbr, on="account_key", how="left")
        .join(goals, on="account_key", how="left")
        .with_columns(pl.col("touchpoints", "advocacies", "attended").fill_null(0))
    )


def _levels(measures: pl.DataFrame, rules: Rules) -> pl.DataFrame:
    """Points, score, coverage and level of every executive."""
    best, worst = rules.value("reply_best_days"), rules.value("reply_window_days")
    frequency = (pl.col("touchpoints") / pl.col("touchpoint_target")).clip(0, 1)
    factors = {
        "meeting_frequency": frequency,
        "responsiveness": ((worst - pl.col("reply_days")) / (worst - best)).clip(0, 1),
        "qbr_attendance": pl.col("attended") / pl.col("held"),
        "strategic_alignment": pl.col("alignment"),
    }
    weights = {name: rules.value(f"weight_{name}") for name in factors}
    points = [(weights[name] * share).round(6).alias(name) for name, share in factors.items()]
    present = pl.sum_horizontal(
        [
            pl.when(pl.col(name).is_not_null()).then(pl.lit(weight)).otherwise(0.0)
            for name, weight in weights.items()
        ]
    )
    days = (pl.lit(AS_OF) - pl.col("last_contact_at").dt.date()).dt.total_days()
    enough = present * 100 / sum(weights.values()) >= rules.value("min_coverage_pct")
    advocates = (pl.col("advocacies") > 0) | (
        (pl.col("held") > 0) & (pl.col("attended") >= pl.col("held"))
    ).fill_null(value=False)
    return (
        measures.with_columns(points)
        .with_columns(
            score=pl.when(enough).then((100 * pl.sum_horizontal(list(factors)) / present).round(6))
        )
        .with_columns(
            level=pl.when(pl.col("score").is_null())
            .then(pl.lit("unknown"))
            .when(days.is_null() | (days >= pl.col("silence_days")))
            .then(pl.lit("disengaged"))
            .when(pl.col("is_unanswering").fill_null(value=False))
            .then(pl.lit("disengaged"))
            .when((pl.col("score") >= rules.value("champion_min_score")) & advocates)
            .then(pl.lit("champion"))
            .when(pl.col("score") >= rules.value("engaged_min_score"))
            .then(pl.lit("engaged"))
            .otherwise(pl.lit("passive"))
        )
        .select("contact_key", "score", "level")
    )


def _health(
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
