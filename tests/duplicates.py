"""Pairs of records as the matching would keep them, written straight, for tests of deciding."""

from __future__ import annotations

import json
from collections.abc import Iterable
from math import log2

from core.actor import COMMAND_LINE
from core.store import Store

EVIDENCE = [
    ("Prior", "two records drawn at random", None, None, -10.0),
    ("Name", "the same name", "Ann Lee", "Anne Lee", 9.0),
    ("E-mail", "the same address", "ann@acme.io", "ann.lee@acme.io", 6.5),
    ("Title", "other titles", "CFO", "Finance lead", -1.5),
]


def key_of(store: Store, entity: str, source_id: str) -> int:
    """The key of the record that its source calls so."""
    found = store.value(
        f"SELECT {entity}_key FROM crm.{entity} WHERE source_id = $id", {"id": source_id}
    )
    return int(found)


def propose(
    store: Store,
    entity: str,
    pairs: Iterable[tuple[int, int, float]],
    *,
    review_from: float = 0.5,
) -> None:
    """Keep pairs (keys and probability) as the newest run's; earlier ones of the entity go."""
    kept = [
        (min(one, other), max(one, other), probability, log2(probability / (1 - probability)))
        for one, other, probability in pairs
    ]
    evidence = json.dumps(
        [
            {
                "comparison": name,
                "level": level,
                "left": left,
                "right": right,
                "bayes_factor": 2**weight,
                "weight": weight,
            }
            for name, level, left, right, weight in EVIDENCE
        ]
    )
    with store.transaction(COMMAND_LINE, "test.propose", entity) as work:
        number = int(work.value("SELECT coalesce(max(run_id), 0) + 1 FROM ops.match_run"))
        work.execute(
            "INSERT INTO ops.match_run VALUES ($run, $entity, $at, $at, 'test', 0, 0, '{}',"
            " $review_from, 0.9999)",
            {"run": number, "entity": entity, "at": store.clock.now(), "review_from": review_from},
        )
        work.execute("DELETE FROM ops.match_pair WHERE entity = $entity", {"entity": entity})
        work.execute(
            "INSERT INTO ops.match_pair SELECT $entity, left_key, right_key, $run, probability,"
            " weight, $evidence FROM (SELECT unnest($lefts::UBIGINT[]) AS left_key,"
            " unnest($rights::UBIGINT[]) AS right_key, unnest($shares::DOUBLE[]) AS probability,"
            " unnest($weights::DOUBLE[]) AS weight)",
            {
                "entity": entity,
                "run": number,
                "evidence": evidence,
                "lefts": [one[0] for one in kept],
                "rights": [one[1] for one in kept],
                "shares": [one[2] for one in kept],
                "weights": [one[3] for one in kept],
            },
        )
        work.touch("ops.match_pair", "ops.match_run")
