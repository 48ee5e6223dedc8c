"""Invented people in a private database, some of them twice, to train on in a second."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.capture.identity.matching.blocking import find_pairs
from core.capture.identity.matching.declared import Declared, declared
from core.capture.identity.matching.records import Record, as_table, contact_record
from core.capture.identity.matching.splinking import measure_rarity
from core.store.workspace import Workspace, workspace

GIVEN = [
    "Ada",
    "Grace",
    "Alan",
    "Edsger",
    "Barbara",
    "Donald",
    "Margaret",
    "Dennis",
    "Radia",
    "Tim",
]
FAMILY = [
    f"{start}{end}"
    for start in ("Ber", "Dal", "Fen", "Hol", "Mor", "Ros")
    for end in ("ley", "man", "sen", "ton", "wick")
]


def small_model(**training: object) -> Declared:
    """The shipped model of contacts, taught by fewer records, pairs and rounds."""
    model = declared("contact")
    quick = {
        "fewest_records": 100,
        "sample_pairs": 20_000,
        "blocks": (("mailbox",), ("given", "family")),
    }
    taught = model.training.model_copy(update=quick | training)
    compared = tuple(one for one in model.compare if one.name not in {"Title", "Country"})
    return model.model_copy(update={"training": taught, "compare": compared})


def row(key: int, name: str, email: str | None = None, **said: object) -> Record:
    """A contact as it is read from the store."""
    empty = {
        "title": None,
        "phone": None,
        "country": None,
        "account_key": None,
        "account": None,
        "reports_to": None,
    }
    return (
        empty
        | {"key": key, "full_name": name, "email": email, "record_ref": f"test\x1f{key}"}
        | said
    )


def people(count: int, twice: int) -> list[Record]:
    """``count`` people, the first ``twice`` of them a second time (key + 10,000) with another address."""
    chance = random.Random(3)
    made = []
    for key in range(1, count + 1):
        given, family, place = chance.choice(GIVEN), chance.choice(FAMILY), key % 40
        said = {
            "phone": f"+1212555{key:04d}",
            "account_key": place,
            "title": chance.choice(["CEO", "Buyer", "Clerk"]),
        }
        address = f"{given}.{family}{key}@company{place}.com".lower()
        made.append(row(key, f"{given} {family}", address, **said))
        if key <= twice:
            again = None if key % 2 else address
            made.append(row(key + 10_000, f"{family}, {given}", again, **said))
    return made


@contextmanager
def prepared(folder: Path, rows: list[Record], model: Declared) -> Iterator[Workspace]:
    """A private database with the records and the pairs to compare."""
    with workspace(folder / "spill", threads=1) as space:
        space.put("record", [as_table([contact_record(one) for one in rows])])
        measure_rarity(space, model)
        find_pairs(space, model)
        yield space
