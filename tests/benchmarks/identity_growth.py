"""Matching as contacts grow: ``python -m tests.benchmarks.identity_growth [SIZE ...]``, each in a process of its own.

Invented contacts in a real store: names as unevenly spread as people's are, ten to an account, one in ten
written a second time by another system with what people get wrong. Printed: time of each part, the greatest
resident size, pairs compared, and precision and recall against what was invented.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa

from core.actor import COMMAND_LINE
from core.capture.identity.matching import match
from core.store import Store

SIZES = (10_000, 100_000, 1_000_000)
HEAD = (
    "| contacts | pairs compared | seconds | of processor | processor a 10,000 contacts | peak memory | precision | recall | where the time goes |\n"
    "|---:|---:|---:|---:|---:|---:|---:|---:|---|"
)
_SHORT = {
    "robert": "bob",
    "william": "bill",
    "katherine": "kate",
    "elizabeth": "liz",
    "michael": "mike",
}
_STARTS = [
    "ba",
    "be",
    "bo",
    "bra",
    "bri",
    "ca",
    "co",
    "da",
    "do",
    "el",
    "fa",
    "fe",
    "ga",
    "gre",
    "ha",
    "he",
    "ka",
    "ki",
    "la",
    "le",
    "lo",
    "ma",
    "me",
    "mo",
    "na",
    "ne",
    "no",
    "pa",
    "pe",
    "ra",
    "re",
    "ro",
    "sa",
    "se",
    "si",
    "sto",
    "ta",
    "te",
    "to",
    "va",
    "ve",
    "wa",
    "we",
    "wi",
]
_ENDS = [
    "berg",
    "by",
    "dale",
    "don",
    "er",
    "field",
    "ford",
    "ham",
    "hart",
    "ing",
    "land",
    "ler",
    "lin",
    "low",
    "man",
    "mar",
    "mer",
    "mond",
    "ner",
    "nov",
    "rell",
    "ren",
    "rick",
    "ris",
    "sen",
    "ser",
    "sky",
    "son",
    "sto",
    "ten",
    "ton",
    "ver",
    "well",
    "wick",
    "wood",
    "worth",
]
_GIVEN = [
    "robert",
    "william",
    "katherine",
    "elizabeth",
    "michael",
    "anna",
    "maria",
    "john",
    "james",
    "mary",
    "linda",
    "david",
    "susan",
    "peter",
    "paul",
    "laura",
    "emma",
    "noah",
    "oliver",
    "sofia",
    "lucas",
    "mia",
    "leon",
    "hugo",
    "julia",
    "carlos",
    "ana",
    "luis",
    "marta",
    "pedro",
    "ines",
    "hans",
    "petra",
    "klaus",
    "ingrid",
    "lars",
    "astrid",
]
_PART = 100_000


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    print(HEAD)
    for size in sizes:
        print(row(size), flush=True)


def row(size: int) -> str:
    """The line of the table for one size, measured in a fresh process."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.identity_growth", "--one", str(size)],
        check=True,
        capture_output=True,
        text=True,
    )
    told = json.loads(done.stdout.splitlines()[-1])
    parts = ", ".join(f"{words} {seconds:.1f} s" for words, seconds in told["parts"])
    return (
        f"| {size:,} | {told['compared']:,} | {told['seconds']:.0f} | {told['cpu']:.0f} | {told['cpu'] / size * 10_000:.1f} |"
        f" {told['peak_mb']:,.0f} MB | {told['precision']:.4f} | {told['recall']:.4f} | {parts} |"
    )


def measure(size: int) -> dict[str, Any]:
    """Fill a store with ``size`` contacts and match them."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(Path(folder) / "growth.duckdb") as store,
    ):
        _fill(store, size)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        marks: list[tuple[str, float]] = []
        begun, cpu = time.perf_counter(), time.process_time()
        run = match(
            store, COMMAND_LINE, "contact", lambda words: marks.append((words, time.perf_counter()))
        )
        ended = time.perf_counter()
        times = [at for _, at in marks] + [ended]
        parts = [(words, times[place + 1] - at) for place, (words, at) in enumerate(marks)]
        found, right = _right(store)
    return {
        "compared": run.compared,
        "seconds": ended - begun,
        "cpu": time.process_time() - cpu,
        "parts": [part for part in parts if part[1] >= (ended - begun) / 50],
        "peak_mb": max(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, before) / 1024,
        "precision": right / max(found, 1),
        "recall": right / max(size // 11, 1),
    }


def _right(store: Store) -> tuple[int, int]:
    """How many pairs are certain, and how many of those are true: one party has one number in its identifier."""
    row = store.one(
        """
        SELECT count(*) AS found, count(*) FILTER (WHERE one.source_id = other.source_id) AS correct
        FROM ops.match_pair AS pair
        JOIN crm.contact AS one ON one.contact_key = pair.left_key
        JOIN crm.contact AS other ON other.contact_key = pair.right_key
        WHERE pair.probability >= 0.99
        """
    )
    assert row is not None
    return row["found"], row["correct"]


def _fill(store: Store, size: int) -> None:
    insert = "INSERT INTO crm.contact BY NAME SELECT * FROM made"
    accounts = (size - size // 11) // 10 + 1
    with store.transaction(COMMAND_LINE, "benchmark.fill", f"{size} contacts") as work:
        work.execute(
            """
            INSERT INTO crm.account BY NAME
            SELECT range::UBIGINT AS account_key, 'Company ' || range AS name, 'company' || range || '.com' AS domain,
                'US' AS country, 'salesforce' AS source_system, range::VARCHAR AS source_id
            FROM range($accounts)
            """,
            {"accounts": accounts},
        )
        part: list[dict[str, Any]] = []
        for contact in _contacts(size, accounts):
            part.append(contact)
            if len(part) == _PART:
                work.register("made", _table(part))
                work.execute(insert)
                part = []
        if part:
            work.register("made", _table(part))
            work.execute(insert)
        work.touch("crm.contact", "crm.account")


def _table(part: list[dict[str, Any]]) -> pa.Table:
    unsigned = {"contact_key", "account_key"}
    return pa.table(
        {
            name: pa.array(
                [one[name] for one in part], pa.uint64() if name in unsigned else pa.string()
            )
            for name in part[0]
        }
    )


def _contacts(size: int, accounts: int) -> Iterator[dict[str, Any]]:
    """The people, and for one in ten a second record after all of the first."""
    chance = random.Random(7)
    families = [
        start + middle + end
        for start in _STARTS
        for middle in ("", "l", "ran", "ste")
        for end in _ENDS
    ]
    chance.shuffle(families)
    weights = [1 / (place + 10) for place in range(len(families))]
    people = size - size // 11
    family_of = chance.choices(families, weights, k=people)
    for number in range(people):
        yield _person(number, family_of[number], random.Random(number), accounts)
    for number in range(size - people):
        yield _again(
            _person(number, family_of[number], random.Random(number), accounts), people, chance
        )


def _person(number: int, family: str, chance: random.Random, accounts: int) -> dict[str, Any]:
    given = chance.choices(_GIVEN, [1 / (place + 3) for place in range(len(_GIVEN))])[0]
    account = number % accounts
    return {
        "contact_key": number,
        "full_name": f"{given.title()} {family.title()}",
        "email": f"{given}.{chr(97 + number // accounts % 26)}.{family}@company{account}.com"
        if chance.random() < 0.9
        else None,
        "phone": f"+1212{chance.randrange(2_000_000, 9_999_999)}"
        if chance.random() < 0.6
        else None,
        "title": chance.choice(
            [
                "CEO",
                "CTO",
                "Buyer",
                "VP Finance",
                "IT Manager",
                "Support Lead",
                "Head of Operations",
            ]
        ),
        "country": "US",
        "account_key": account,
        "source_system": "salesforce",
        "source_id": str(number),
    }


def _again(person: dict[str, Any], people: int, chance: random.Random) -> dict[str, Any]:
    """The same person as another system has them: one or two things missing, shortened or misspelled."""
    again = person | {"contact_key": people + person["contact_key"], "source_system": "hubspot"}
    given, _, family = person["full_name"].partition(" ")
    for slip in chance.sample(
        ["short", "initial", "typo", "order", "mail", "phone", "title", "account"], 2
    ):
        match slip:
            case "short":
                again["full_name"] = f"{_SHORT.get(given.lower(), given).title()} {family}"
            case "initial":
                again["full_name"] = f"{given[0]}. {family}"
            case "typo":
                place = chance.randrange(1, len(family))
                again["full_name"] = (
                    f"{given} {family[:place]}{chance.choice('aeiou')}{family[place + 1 :]}"
                )
            case "order":
                again["full_name"] = f"{family}, {given}"
            case "mail":
                again["email"] = None
            case "phone":
                again["phone"] = None
            case "title":
                again["title"] = None
            case "account":
                again["account_key"] = None
    return again


if __name__ == "__main__":
    if "--one" in sys.argv:
        print(json.dumps(measure(int(sys.argv[-1]))))
    else:
        main()
