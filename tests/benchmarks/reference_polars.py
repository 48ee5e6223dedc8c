"""The scores in polars: lazy frames over Parquet, collected once a step; sponsors here, health beside."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from tests.benchmarks.reference import AS_OF, END, Rules, Scores, window_start
from tests.benchmarks.reference_polars_health import score_health

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
    health, parts = score_health(tables, account, rules)
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
