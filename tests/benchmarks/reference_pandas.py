"""The scores in pandas: columns at a time, merges instead of row loops."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

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
    account = pd.read_parquet(folder / "account.parquet", columns=["account_key", "tier"])
    executive = _executives(folder, rules).merge(account, on="account_key")
    activity = pd.read_parquet(folder / "activity.parquet")
    activity = activity[activity["occurred_at"] < END]
    touch = _touches(activity, executive, rules)
    sponsors = _levels(_measures(touch, executive, activity, folder, rules), rules)
    health = _health(account, activity, folder, rules)
    return Scores(
        {
            key: (None if pd.isna(value) else float(value), level)
            for key, value, level in zip(
                sponsors["contact_key"], sponsors["score"], sponsors["level"], strict=True
            )
        },
        {
            key: (float(value), rag)
            for key, value, rag in zip(
                health["account_key"], health["score"], health["rag"], strict=True
            )
        },
        4 * len(sponsors) + 3 * len(health),
    )


def _executives(folder: Path, rules: Rules) -> pd.DataFrame:
    contact = pd.read_parquet(folder / "contact.parquet")
    read = {title: rules.read("seniority", title) for title in contact["title"].dropna().unique()}
    senior = contact["title"].map(read).isin(["c_level", "vp"])
    known = (contact["created_at"].isna() | (contact["created_at"] < END)) & (
        contact["started_on"].isna() | (pd.to_datetime(contact["started_on"]) < END)
    )
    chosen = (
        senior
        | (contact["role"] == "executive_sponsor")
        | (contact["is_primary_sponsor"].fillna(value=False).astype(bool))
    )
    keep = known & chosen & contact["account_key"].notna() & (contact["status"] != "left")
    return contact.loc[keep, ["contact_key", "account_key", "email"]]


def _touches(activity: pd.DataFrame, executive: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """One row an executive and activity, judged."""
    columns = [
        "activity_key",
        "account_key",
        "kind",
        "direction",
        "occurred_at",
        "from_email",
        "thread_id",
    ]
    people = activity[[*columns, "participant_emails"]].explode("participant_emails")
    people = people.rename(columns={"participant_emails": "email"})
    senders = activity.loc[activity["from_email"].notna(), columns].assign(
        email=lambda rows: rows["from_email"]
    )
    people = pd.concat([people, senders]).drop_duplicates(["activity_key", "email"])
    touch = people.merge(executive, on=["account_key", "email"])
    theirs = touch["from_email"] == touch["email"]
    is_mail = touch["kind"] == "email"
    other = touch["from_email"].str.split("@").str[-1] != touch["email"].str.split("@").str[-1]
    touch["direction"] = np.select(
        [theirs, touch["direction"].notna(), is_mail & other & touch["from_email"].notna()],
        ["inbound", touch["direction"].fillna(""), "outbound"],
        default="",
    )
    counted = {
        (tier, kind) for tier in TIERS for kind in KINDS if rules.value(f"counts_{kind}", tier) == 1
    }
    held = ~touch["kind"].isin(["email", "note", "task"])
    pairs = pd.MultiIndex.from_arrays([touch["tier"], touch["kind"]])
    touch["counts"] = pairs.isin(counted) & held
    touch["is_outreach"] = is_mail & (touch["direction"] == "outbound")
    touch["is_reply"] = (
        is_mail & (touch["direction"] == "inbound") & (touch["from_email"].isna() | theirs)
    )
    touch["is_advocacy"] = touch["kind"].isin(["referral", "reference"])
    touch["is_direct"] = held | touch["is_reply"]
    return touch


def _replies(touch: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """Mean days to a reply and whether the last messages went unanswered, by executive."""
    window = rules.value("reply_window_days")
    sent = touch[touch["is_outreach"] & (touch["occurred_at"] >= window_start(rules))]
    sent = sent[["contact_key", "activity_key", "occurred_at", "thread_id"]].rename(
        columns={"occurred_at": "sent_at"}
    )
    back = touch.loc[touch["is_reply"], ["contact_key", "activity_key", "occurred_at", "thread_id"]]
    back = back.rename(columns={"occurred_at": "replied_at", "activity_key": "reply_key"})
    named, bare = sent[sent["thread_id"].notna()], sent[sent["thread_id"].isna()]
    tries = [
        _next(named, back[back["thread_id"].notna()], ["contact_key", "thread_id"]),
        _next(named, back[back["thread_id"].isna()], ["contact_key"]),
        _next(bare, back, ["contact_key"]),
    ]
    found = pd.concat(tries).sort_values("replied_at", na_position="last")
    found = found.drop_duplicates(["contact_key", "activity_key"])
    late = (pd.Timestamp(AS_OF) - found["sent_at"].dt.normalize()).dt.days >= window
    found = found[found["replied_at"].notna() | late]
    days = (found["replied_at"] - found["sent_at"]).dt.total_seconds() / 86400
    found = found.assign(reply_days=days.clip(upper=window).fillna(window))
    found = found.sort_values(
        ["contact_key", "sent_at", "activity_key"], ascending=[True, False, False]
    )
    groups = found.groupby("contact_key", sort=False)
    last = found.assign(silent=found["replied_at"].isna())[groups.cumcount() < 3]
    needed = rules.value("unanswered_outreaches")
    return pd.DataFrame(
        {
            "reply_days": groups["reply_days"].mean(),
            "is_unanswering": last.groupby("contact_key")["silent"].sum() >= needed,
            "reply_refs": groups["activity_key"].agg(list),
        }
    ).reset_index()


def _next(sent: pd.DataFrame, back: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    columns = [*by, "replied_at", "reply_key"]
    return pd.merge_asof(
        sent.sort_values("sent_at"),
        back[columns].sort_values("replied_at"),
        left_on="sent_at",
        right_on="replied_at",
        by=by,
        direction="forward",
    )


def _measures(
    touch: pd.DataFrame,
    executive: pd.DataFrame,
    activity: pd.DataFrame,
    folder: Path,
    rules: Rules,
) -> pd.DataFrame:
    """The four measures of every active executive, with the rows behind them."""
    since = window_start(rules)
    recent = touch["occurred_at"] >= since
    counted = touch[touch["counts"] & recent].groupby("contact_key")["activity_key"]
    direct = touch[touch["is_direct"]]
    contact = pd.DataFrame(
        {
            "touchpoints": counted.size(),
            "touchpoint_refs": counted.agg(list),
            "advocacies": touch[touch["is_advocacy"] & recent].groupby("contact_key").size(),
            "attended": direct[(direct["kind"] == "qbr") & recent.loc[direct.index]]
            .groupby("contact_key")
            .size(),
        }
    )
    contact = contact.join(
        direct.groupby("contact_key")["occurred_at"].max().rename("last_contact_at"), how="outer"
    ).reset_index(names="contact_key")
    qbr = activity[(activity["kind"] == "qbr") & (activity["occurred_at"] >= since)]
    held = qbr.groupby("account_key")["activity_key"].agg(held="size", qbr_refs=list)
    weight = {"high": 1.0, "medium": rules.value("alignment_medium"), "low": 0.0}
    goal = pd.read_parquet(folder / "goal.parquet")
    goal = goal.assign(alignment=goal["alignment"].map(weight)).dropna(subset="alignment")
    goals = goal.groupby("account_key").agg(
        alignment=("alignment", "mean"), goal_refs=("goal_key", list)
    )
    merged = (
        executive.merge(contact, on="contact_key", how="left")
        .merge(_replies(touch, rules), on="contact_key", how="left")
        .merge(held, on="account_key", how="left")
        .merge(goals, on="account_key", how="left")
    )
    zeros = ["touchpoints", "advocacies", "attended"]
    merged[zeros] = merged[zeros].fillna(0)
    return merged


def _levels(measures: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """Points, score, coverage and level of every executive."""
    best, worst = rules.value("reply_best_days"), rules.value("reply_window_days")
    target = measures["tier"].map({tier: rules.value("touchpoint_target", tier) for tier in TIERS})
    silence = measures["tier"].map({tier: rules.value("silence_days", tier) for tier in TIERS})
    shares = pd.DataFrame(
        {
            "meeting_frequency": (measures["touchpoints"] / target).clip(0, 1),
            "responsiveness": ((worst - measures["reply_days"]) / (worst - best)).clip(0, 1),
            "qbr_attendance": measures["attended"] / measures["held"],
            "strategic_alignment": measures["alignment"],
        }
    )
    weights = pd.Series({name: rules.value(f"weight_{name}") for name in shares})
    points = (shares * weights).round(6)
    present = (points.notna() * weights).sum(axis=1)
    value = (100 * points.sum(axis=1) / present).round(6)
    value = value.where(100 * present / weights.sum() >= rules.value("min_coverage_pct"))
    days = (pd.Timestamp(AS_OF) - measures["last_contact_at"].dt.normalize()).dt.days
    unanswering = measures["is_unanswering"].eq(other=True)
    advocates = (measures["advocacies"] > 0) | (measures["attended"] >= measures["held"])
    level = np.select(
        [
            value.isna(),
            days.isna() | (days >= silence) | unanswering,
            (value >= rules.value("champion_min_score")) & advocates,
            value >= rules.value("engaged_min_score"),
        ],
        ["unknown", "disengaged", "champion", "engaged"],
        default="passive",
    )
    return pd.DataFrame({"contact_key": measures["contact_key"], "score": value, "level": level})


def _health(
    account: pd.DataFrame, activity: pd.DataFrame, folder: Path, rules: Rules
) -> pd.DataFrame:
    """Score and colour of every account."""
    both = (
        account[["account_key"]]
        .merge(_tickets(folder, rules), on="account_key", how="left")
        .merge(_heartbeats(folder, rules), on="account_key", how="left")
        .merge(_notes(activity, rules), on="account_key", how="left")
    )
    both["open_tickets"] = both["open_tickets"].fillna(0)
    zero = rules.value("aged_zero_multiple")
    target, most = rules.value("open_tickets_target"), rules.value("open_tickets_max")
    shares = pd.DataFrame(
        {
            "aged_critical_tickets": ((zero - both["limits"].fillna(0)) / (zero - 1)).clip(0, 1),
            "open_tickets": ((most - both["open_tickets"]) / (most - target)).clip(0, 1),
            "integration_heartbeat": both["share"],
        }
    )
    weights = pd.Series({name: rules.value(f"weight_{name}") for name in shares})
    points = (shares * weights).round(6)
    silent, double = rules.value("heartbeat_max_hours"), rules.value("rule_double_multiple")
    limits = pd.DataFrame(
        {
            "aged": both["limits"],
            "open": both["open_tickets"] / most,
            "silent": both["silence_hours"] / silent,
        }
    )
    tripped, doubled = (limits > 1).sum(axis=1), (limits >= double).any(axis=1)
    most_mood = rules.value("adjustment_max")
    raw = 100 * points.sum(axis=1) / (points.notna() * weights).sum(axis=1)
    raw = (raw + both["mood"].fillna(0).clip(-most_mood, most_mood)).clip(0, 100).round(6)
    cap = np.select(
        [(tripped > 1) | doubled, tripped == 1],
        [rules.value("cap_two_rules"), rules.value("cap_one_rule")],
        default=100.0,
    )
    value = np.minimum(raw, cap)
    rag = np.select(
        [value >= rules.value("rag_green_min"), value >= rules.value("rag_amber_min")],
        ["green", "amber"],
        default="red",
    )
    return pd.DataFrame({"account_key": both["account_key"], "score": value, "rag": rag})


def _tickets(folder: Path, rules: Rules) -> pd.DataFrame:
    ticket = pd.read_parquet(folder / "ticket.parquet")
    closed_at = ticket["resolved_at"].fillna(ticket["updated_at"]).fillna(ticket["opened_at"])
    is_open = ticket["status"].isin(["open", "pending", "on_hold"]) | (closed_at >= END)
    ticket = ticket[is_open & (ticket["opened_at"] < END)]
    limit = ticket["priority"].map(
        {name.upper(): rules.value(f"{name}_max_age_days") for name in ("p1", "p2")}
    )
    age = (pd.Timestamp(END) - ticket["opened_at"]).dt.total_seconds() / 86400
    groups = ticket.assign(limits=age / limit).groupby("account_key")
    return groups.agg(
        open_tickets=("ticket_key", "size"),
        limits=("limits", "max"),
        open_refs=("ticket_key", list),
    ).reset_index()


def _heartbeats(folder: Path, rules: Rules) -> pd.DataFrame:
    rows = pd.read_parquet(folder / "heartbeat.parquet")
    rows = rows[rows["seen_at"] < END].sort_values(["seen_at", "heartbeat_key"])
    keys = ["account_key", "integration"]
    latest = rows.drop_duplicates(keys, keep="last")
    marked = rows.merge(
        latest[[*keys, "heartbeat_key", "seen_at"]], on=keys, suffixes=("", "_last")
    )
    trailing = pd.Timedelta(days=int(rules.value("heartbeat_trailing_days")))
    before = marked[
        (marked["heartbeat_key"] != marked["heartbeat_key_last"])
        & (marked["seen_at"] >= marked["seen_at_last"] - trailing)
    ]
    usual = before.groupby(keys)["api_calls"].agg(usual="median", reports="size").reset_index()
    latest = latest.merge(usual, on=keys, how="left")
    hours = (pd.Timestamp(END) - latest["seen_at"]).dt.total_seconds() / 3600
    warn, most = rules.value("heartbeat_warn_hours"), rules.value("heartbeat_max_hours")
    fallen = (latest["reports"] >= rules.value("heartbeat_trailing_reports")) & (
        100 * (1 - latest["api_calls"] / latest["usual"]) > rules.value("heartbeat_drop_pct")
    )
    share = ((most - hours) / (most - warn)).clip(0, 1) * np.where(fallen, 0.5, 1.0)
    return (
        latest.assign(share=share, silence_hours=hours)
        .groupby("account_key")
        .agg(
            share=("share", "min"),
            silence_hours=("silence_hours", "max"),
            heartbeat_refs=("heartbeat_key", list),
        )
        .reset_index()
    )


def _notes(activity: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """What recent notes say, as points; each distinct text is read once."""
    since = window_start(rules, "adjustment_note_days")
    notes = activity[(activity["kind"] == "note") & (activity["occurred_at"] >= since)]
    text = (notes["subject"].fillna("") + " " + notes["body"].fillna("")).str.strip()
    moods = text.map({said: rules.read("note", said) for said in text.unique()})
    found = notes.assign(mood=moods)[moods.isin(["trouble", "praise"])]
    trouble, praise = (rules.value(f"adjustment_note_{mood}") for mood in ("trouble", "praise"))
    bad = (found["mood"] == "trouble").groupby(found["account_key"]).any()
    return pd.DataFrame(
        {"account_key": bad.index, "mood": np.where(bad.to_numpy(), -trouble, praise)}
    )
