"""Which account a text names, among those the actor may see."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from core.accounts import AccountRef
from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.auth.scope import viewer
from core.coaching.situation.concepts import vocabulary
from core.coaching.situation.words import stem, telling
from core.drafting.gathering.names import company_aliases
from core.store import Reader, Row, load_sql

SQL = Path(__file__).parent / "sql"
_SHORTEST_SHORT_NAME = 4


@dataclass(frozen=True)
class Named:
    """An account and the words that named it."""

    account: AccountRef
    words: str


def accounts_named(store: Reader, actor: Actor, text: str) -> tuple[Named, ...]:
    """The accounts that names in ``text`` may mean; a name within a longer one is none."""
    require(actor, Permission.ACCOUNT_READ)
    said = folded(text)
    rows = store.rows(load_sql(SQL, "accounts_likely"), {**viewer(actor), "text": said})
    found = []
    for row in rows:
        met = [name for name in _names(row, text) if f" {folded(name)} " in f" {said} "]
        if met:
            found.append(Named(_ref(row), max(met, key=lambda name: len(folded(name)))))
    names = {folded(one.words) for one in found}
    whole = {one for one in names if not any(f" {one} " in f" {other} " for other in names - {one})}
    return tuple(one for one in found if folded(one.words) in whole)


def folded(text: str) -> str:
    """Lower case, without accents, words parted by one blank: as names are compared."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    # The 's of "Acme's" is no part of the name.
    return re.sub(
        r"[\W_]+", " ", re.sub(r"['\N{RIGHT SINGLE QUOTATION MARK}]s\b", "", kept)
    ).strip()


def _names(row: Row, text: str) -> Iterator[str]:
    """Names the account goes by; its first word alone only where it is written like a name."""
    name = str(row["name"])
    yield name
    yield from company_aliases(name, row["domain"])
    first = re.match(r"[^\W_]+", name)
    if (
        first
        and len(first[0]) >= _SHORTEST_SHORT_NAME
        and not _is_ordinary(first[0])
        and re.search(rf"\b{re.escape(first[0])}\b", text)
    ):
        yield first[0]


def _is_ordinary(word: str) -> bool:
    return not telling(word) or stem(word.casefold()) in vocabulary().stems


def _ref(row: Row) -> AccountRef:
    return AccountRef(row["account_key"], row["source_system"], row["source_id"], row["name"])
