"""How technical people are: set by a representative, refined by what they write, or corrected here.

The first assessment (one made here, the CRM's, otherwise what the title suggests) weighs as much as
``maturity_prior_messages`` messages; every message with technical or plain words counts 1 (low) to
3 (high). The mean decides: low up to 5/3, high from 7/3 on. A correction stands over all of it, and what
the messages say is shown beside it.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from core.accounts import require_account
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.errors import NotFound
from core.health.profile.model import LEVELS, Maturity, Sign, Stakeholder
from core.store import Reader, Row, load_sql

SQL = Path(__file__).parent / "sql"
_LOW_UP_TO = 5 / 3
_HIGH_FROM = 7 / 3


def technical_maturity(store: Reader, contact_key: int, as_of: date) -> Maturity:
    """One person's, for use cases that have checked who asks; the mart of ``as_of`` must be fresh.

    Raises :class:`~core.errors.NotFound` for a contact unknown on the date.
    """
    account_key = store.value(load_sql(SQL, "contact_account"), {"contact_key": contact_key})
    found = people(store, account_key, as_of, contact_key) if account_key is not None else ()
    if not found:
        raise NotFound("No such contact was known on the date.", "Choose one of the account's.")
    return found[0].maturity


def maturities(
    store: Reader, actor: Actor, account_key: int, as_of: date
) -> tuple[Stakeholder, ...]:
    """Everybody at an account, executives first, those who have left last."""
    require(actor, Permission.ACCOUNT_READ)
    require_account(store, actor, account_key)
    return people(store, account_key, as_of)


def people(
    store: Reader, account_key: int, as_of: date, contact_key: int | None = None
) -> tuple[Stakeholder, ...]:
    """The same, or one of them, without asking who looks."""
    scope = {"account_key": account_key, "contact_key": contact_key, "as_of": as_of}
    limits = thresholds(store, account_key)
    found = store.rows(load_sql(SQL, "maturity_people"), scope)
    window = {"window_days": int(limits["maturity_window_days"])}
    signs: dict[int, list[Sign]] = {}
    for row in store.rows(load_sql(SQL, "maturity_signs"), {**scope, **window}):
        key = row.pop("contact_key")
        signs.setdefault(key, []).append(Sign(**{**row, "words": tuple(row["words"])}))
    return tuple(
        _stakeholder(row, tuple(signs.get(row["contact_key"], ())), limits) for row in found
    )


def thresholds(store: Reader, account_key: int) -> dict[str, float]:
    """The policy's values for the account's tier that the profile reads, by name."""
    rows = store.rows(load_sql(SQL, "thresholds"), {"account_key": account_key})
    return {row["name"]: row["value"] for row in rows}


def _stakeholder(row: Row, signs: tuple[Sign, ...], limits: dict[str, float]) -> Stakeholder:
    return Stakeholder(
        contact_key=row["contact_key"],
        contact_id=row["contact_id"],
        full_name=row["full_name"],
        title=row["title"],
        role=row["role"],
        seniority=row["seniority"],
        function=row["function"],
        status=row["status"],
        is_executive=row["is_executive"],
        maturity=_maturity(row, signs, limits),
    )


def _maturity(row: Row, signs: tuple[Sign, ...], limits: dict[str, float]) -> Maturity:
    assessed = row["first_level"] or (row["assessed"] if row["assessed"] in LEVELS else "")
    first = assessed or row["titled"] or ""
    is_enough = len(signs) >= limits["maturity_min_messages"]
    read = _mean(signs) if is_enough else None
    value = None if read is None else _weighed(first, read, len(signs), limits)
    level, source = _decided(row["override_level"], assessed, first, value)
    rows = [f"crm.contact/{row['contact_key']}"] if first else []
    rows += [sign.reference for sign in signs] if value is not None else []
    return Maturity(
        contact_key=row["contact_key"],
        level=level,
        source=source,
        why=_why(row, assessed, signs, _level(read), is_enough=is_enough),
        first=first,
        read=_level(read),
        value=None if value is None else round(value, 2),
        signs=signs,
        evidence=tuple(dict.fromkeys(rows)),
        override_reason=row["override_reason"] or "",
        override_by=row["override_by"] or "",
        override_at=row["override_at"],
    )


def _decided(
    override: str | None, assessed: str, first: str, value: float | None
) -> tuple[str, str]:
    """The level in force and where it comes from."""
    if override:
        return override, "override"
    if value is not None:
        # Messages that only confirm what a representative said refine nothing.
        level = _level(value)
        return level, "assessed" if level == assessed else "refined"
    if assessed:
        return assessed, "assessed"
    return (first, "title") if first else ("", "unknown")


def _mean(signs: tuple[Sign, ...]) -> float:
    return sum(LEVELS.index(sign.level) + 1 for sign in signs) / len(signs)


def _weighed(first: str, read: float, messages: int, limits: dict[str, float]) -> float:
    if not first:
        return read
    prior = limits["maturity_prior_messages"]
    return (prior * (LEVELS.index(first) + 1) + messages * read) / (prior + messages)


def _level(value: float | None) -> str:
    if value is None:
        return ""
    return "low" if value <= _LOW_UP_TO else "high" if value >= _HIGH_FROM else "medium"


def _why(row: Row, assessed: str, signs: tuple[Sign, ...], read: str, *, is_enough: bool) -> str:
    """How the level came about, in sentences."""
    said = []
    if row["override_level"]:
        said.append(
            f"Set to {row['override_level']} by {row['override_by']} on "
            f"{row['override_at']:%-d %B %Y}: {row['override_reason']}."
        )
    if row["first_level"]:
        said.append(
            f"First assessed as {row['first_level']} by {row['first_by']} on "
            f"{row['first_at']:%-d %B %Y}: {row['first_reason']}."
        )
    elif assessed:
        said.append(f"The CRM says {assessed}.")
    elif row["titled"]:
        said.append(f"The title suggests {row['titled']}; nobody has assessed it.")
    if is_enough:
        said.append(f"{len(signs)} messages read {read}.")
    elif signs:
        said.append(f"Only {len(signs)} of their messages have words that tell.")
    return " ".join(said) or "No title, assessment or message tells."
