"""Deciding that records are the same or different, and taking a decision back.

A decision is never changed: another comes after it, or it is withdrawn. What follows from it (who is
one, where rows point, what the golden record says) is worked out in the same transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.actor import Actor
from core.auth.guard import require
from core.auth.permissions import Permission
from core.auth.scope import viewer
from core.capture.identity.entity import Entity, entity_named
from core.capture.identity.graph import Clusters, Link, Pair, ordered, path
from core.capture.identity.reconcile import reconcile
from core.capture.identity.statement import statement
from core.errors import Forbidden, InvalidInput, NotFound
from core.store import Reader, Store, Transaction

VERDICTS = ("same", "different")


@dataclass(frozen=True)
class Decided:
    """What deciding did: ids of the new decisions, and of automatic ones it withdrew."""

    decision_ids: tuple[int, ...]
    withdrawn: tuple[int, ...] = ()

    @property
    def summary(self) -> str:
        """In words, for a log: ``3 pairs decided, 1 earlier decision withdrawn``."""
        pairs = (
            f"{len(self.decision_ids):,} pair{'' if len(self.decision_ids) == 1 else 's'} decided"
        )
        if not self.withdrawn:
            return pairs
        many = "" if len(self.withdrawn) == 1 else "s"
        return f"{pairs}, {len(self.withdrawn):,} earlier decision{many} withdrawn"


def decide(  # noqa: PLR0917  (each says something else, in the order of the sentence)
    store: Store,
    actor: Actor,
    entity: str,
    pairs: Sequence[Pair],
    verdict: str,
    reason: str = "",
) -> Decided:
    """Say of each of ``pairs`` (keys in any order) that both records are the same, or different.

    What already holds by a person's word is not said twice. Raises
    :class:`~core.errors.InvalidInput`, with nothing changed, when records would become one that a
    person called different, or when others' word keeps two together that are to be different.
    """
    require(actor, Permission.IDENTITY_DECIDE)
    kind = entity_named(entity)
    if verdict not in VERDICTS:
        raise InvalidInput(f"{verdict!r} is no verdict.", f"Use one of {', '.join(VERDICTS)}.")
    asked = sorted({ordered(*pair) for pair in pairs})
    if any(left == right for left, right in asked) or not asked:
        raise InvalidInput("A pair is of two records.", "Give two different ones.")
    with store.transaction(actor, "identity.decide", f"{kind.name}s") as work:
        known = _known(work, actor, kind, asked)
        links = standing(work, kind)
        new = [pair for pair in asked if not _holds(links.get(pair), verdict)]
        withdrawn = _part(work, actor, kind, links, new) if verdict == "different" else []
        if verdict == "same":
            _refuse_conflicts(work, kind, links, new)
        ids = write_decisions(
            work, actor, kind, [known[pair] for pair in new], verdict, reason=reason.strip()
        )
        reconcile(work, rows_changed=False)
        work.touch("ops.match_decision")
        work.note(verdict=verdict, pairs=len(new), withdrawn=len(withdrawn))
    return Decided(tuple(ids), tuple(withdrawn))


def withdraw(store: Store, actor: Actor, decision_id: int, reason: str = "") -> None:
    """Take a decision back: everything is as if it had not been made.

    Raises :class:`~core.errors.InvalidInput` when it is withdrawn already, or when what then holds
    would make records one that a person called different.
    """
    require(actor, Permission.IDENTITY_DECIDE)
    with store.transaction(actor, "identity.withdraw", f"decision {decision_id}") as work:
        row = work.one(
            "SELECT * FROM ops.match_decision WHERE decision_id = $decision_id",
            {"decision_id": decision_id},
        )
        if row is None:
            raise NotFound(f"There is no decision {decision_id}.", "See the decided pairs.")
        if row["withdrawn_at"]:
            raise InvalidInput(f"Decision {decision_id} is already withdrawn.")
        kind = entity_named(row["entity"])
        require_visible(work, actor, kind, [row["left_key"], row["right_key"]])
        withdraw_all(work, actor, [decision_id], reason.strip())
        refuse_contradiction(work, kind)
        reconcile(work, rows_changed=False)
        work.touch("ops.match_decision")


def standing(reader: Reader, entity: Entity) -> dict[Pair, Link]:
    """What holds for each pair of which anything is decided."""
    rows = reader.rows(statement("standing"), {"entity": entity.name})
    links = (
        Link(
            (row["left_key"], row["right_key"]),
            row["verdict"],
            row["is_automatic"],
            row["decision_id"],
            row["probability"],
        )
        for row in rows
    )
    return {link.pair: link for link in links}


@dataclass(frozen=True)
class Judged:
    """A pair with what the matching said of it, if anything."""

    pair: Pair
    probability: float | None
    run_id: int | None


def write_decisions(
    work: Transaction,
    actor: Actor,
    entity: Entity,
    judged: Sequence[Judged],
    verdict: str,
    *,
    reason: str,
    is_automatic: bool = False,
) -> list[int]:
    """Write one decision a pair; their ids."""
    if not judged:
        return []
    last = int(work.value("SELECT coalesce(max(decision_id), 0) FROM ops.match_decision"))
    work.execute(
        statement("write_decision"),
        {
            "lefts": [one.pair[0] for one in judged],
            "rights": [one.pair[1] for one in judged],
            "probabilities": [one.probability for one in judged],
            "runs": [one.run_id for one in judged],
            "entity": entity.name,
            "verdict": verdict,
            "is_automatic": is_automatic,
            "by": actor.name,
            "at": work.clock.now(),
            "reason": reason,
        },
    )
    return list(range(last + 1, last + 1 + len(judged)))


def withdraw_all(work: Transaction, actor: Actor, decision_ids: Sequence[int], reason: str) -> None:
    """Mark decisions as withdrawn; the caller reconciles."""
    work.execute(
        "UPDATE ops.match_decision SET withdrawn_by = $by, withdrawn_at = $at,"
        " withdrawn_reason = $reason WHERE list_contains($ids, decision_id)",
        {"by": actor.name, "at": work.clock.now(), "reason": reason, "ids": list(decision_ids)},
    )


def _holds(link: Link | None, verdict: str) -> bool:
    return link is not None and link.verdict == verdict and not link.is_automatic


def _known(
    work: Transaction, actor: Actor, entity: Entity, pairs: Sequence[Pair]
) -> dict[Pair, Judged]:
    rows = work.rows(
        statement("pairs_known", table=entity.table, key=entity.key),
        {
            "entity": entity.name,
            "lefts": [pair[0] for pair in pairs],
            "rights": [pair[1] for pair in pairs],
        },
    )
    if not all(row["is_known"] for row in rows):
        raise NotFound(f"One of these {entity.name}s is not here.", "It may have been undone.")
    require_visible(work, actor, entity, [key for pair in pairs for key in pair])
    return {
        (row["left_key"], row["right_key"]): Judged(
            (row["left_key"], row["right_key"]), row["probability"], row["run_id"]
        )
        for row in rows
    }


def require_visible(reader: Reader, actor: Actor, entity: Entity, keys: Sequence[int]) -> None:
    """Only who sees both records decides: who sees one would move the other's rows unseen."""
    params = {**viewer(actor), "entity": entity.name, "record_keys": list(keys)}
    if reader.value(statement("hidden_records"), params):
        raise Forbidden(
            f"Both {entity.name}s must be yours to see.",
            "Ask an analyst or your manager.",
            Permission.IDENTITY_DECIDE.value,
        )


def _part(
    work: Transaction,
    actor: Actor,
    entity: Entity,
    links: dict[Pair, Link],
    pairs: Iterable[Pair],
) -> list[int]:
    """Withdraw the weakest automatic links that would still connect ``pairs``; their ids."""
    withdrawn: list[int] = []
    for pair in pairs:
        links.pop(pair, None)
        while way := path(links, *pair):
            automatic = [link for link in way if link.is_automatic]
            if not automatic:
                named = "; ".join(_named(work, entity, link.pair) for link in way)
                raise InvalidInput(
                    f"People called the records between them the same: {named}.",
                    "Withdraw one of these decisions first.",
                )
            weakest = min(automatic, key=lambda link: (link.probability, link.decision_id))
            withdrawn.append(weakest.decision_id)
            del links[weakest.pair]
    if withdrawn:
        withdraw_all(work, actor, withdrawn, "A person called records that it connected different.")
    return withdrawn


def _refuse_conflicts(
    work: Transaction, entity: Entity, links: dict[Pair, Link], pairs: Iterable[Pair]
) -> None:
    for pair in pairs:
        # What is said now comes after what was said of the same pair before.
        links.pop(pair, None)
    clusters = Clusters(links.values())
    for pair in pairs:
        if conflict := clusters.conflict(pair):
            _refuse(work, entity, conflict)
        clusters.join(pair)


def conflict_of(reader: Reader, entity: Entity, links: dict[Pair, Link], pair: Pair) -> str:
    """Why ``pair`` cannot be made one, in words; empty when it can."""
    others = (link for known, link in links.items() if known != pair)
    conflict = Clusters(others).conflict(pair)
    if conflict is None:
        return ""
    return f"These were called different: {_named(reader, entity, conflict)}."


def refuse_contradiction(work: Transaction, entity: Entity) -> None:
    links = standing(work, entity)
    clusters = Clusters(link for link in links.values() if link.verdict == "same")
    for link in links.values():
        if link.verdict == "different" and clusters.root(link.pair[0]) == clusters.root(
            link.pair[1]
        ):
            _refuse(work, entity, link.pair)


def _refuse(work: Transaction, entity: Entity, pair: Pair) -> None:
    raise InvalidInput(
        f"These were called different: {_named(work, entity, pair)}.",
        "Withdraw that decision first.",
    )


def _named(reader: Reader, entity: Entity, pair: Pair) -> str:
    rows = reader.rows(
        statement("labels", table=entity.table, key=entity.key, label=entity.label),
        {"record_keys": list(pair)},
    )
    return " and ".join(
        f"{row['label']} ({row['source_system']}:{row['source_id']})" for row in rows
    )
