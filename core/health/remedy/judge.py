"""What the health model says of an account after sets of actions: its own SQL, over supposed rows.

Each set stands for an account of its own, so that one run of the model judges them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from core.health.remedy.options import Frame, Option
from core.store import ModelSet, Reader, load_sql, suppose

SQL = Path(__file__).parent / "sql"
_SUPPOSED = ("account_scope", "open_ticket", "integration_status", "health_adjustment")
_ROWS_A_RUN = 200_000


@dataclass(frozen=True)
class Verdict:
    """What an option leads to."""

    score: float | None
    rag: str


@dataclass(frozen=True)
class Judge:
    """Judges sets of actions on one account.

    ``reporting``: each integration once it reports again, with the share of points and the silence in
    hours that the model then gives it.
    """

    store: Reader
    models: ModelSet
    account_key: int
    as_of: date
    tickets: int
    reporting: Sequence[tuple[str, float, float]]

    def verdicts(self, options: Sequence[Option]) -> list[Verdict]:
        """One for each option, in their order."""
        size = max(1, _ROWS_A_RUN // max(1, self.tickets))
        found: list[Verdict] = []
        for start in range(0, len(options), size):
            found += self._run(options[start : start + size])
        return found

    def _run(self, options: Sequence[Option]) -> list[Verdict]:
        tables = {f"mart.{name}": load_sql(SQL / "option", name) for name in _SUPPOSED}
        rows = self.store.rows(
            suppose(self.models, tables, load_sql(SQL, "judged")),
            {
                "as_of": self.as_of,
                "account_key": None,
                "judged_key": self.account_key,
                "options": list(range(len(options))),
                "closed": [[ticket.ticket_key for ticket in one.closed] for one in options],
                "restored": [[link.integration for link in one.restored] for one in options],
                "reporting": [name for name, _, _ in self.reporting],
                "reporting_share": [share for _, share, _ in self.reporting],
                "reporting_silence": [silence for _, _, silence in self.reporting],
            },
        )
        return [Verdict(row["score"], row["rag"]) for row in rows]

    def least(self, frames: Sequence[Frame]) -> list[Option]:
        """Of each frame the set with the fewest spare tickets that turns the account green.

        A frame in which even closing all does not is left out. Between the two it is a search in
        steps: in each, as many numbers as one run of the model can judge.
        """
        # With every ticket closed, only what is restored tells one frame from another.
        whole = {frame.restored: frame.option(len(frame.spare)) for frame in frames}
        verdicts = dict(zip(whole, self.verdicts(list(whole.values())), strict=True))
        spans = [
            (frame, -1, len(frame.spare))
            for frame in frames
            if verdicts[frame.restored].rag == "green"
        ]
        while any(high - low > 1 for _, low, high in spans):
            spans = self._narrowed(spans)
        return [frame.option(high) for frame, _, high in spans]

    def _narrowed(self, spans: Sequence[tuple[Frame, int, int]]) -> list[tuple[Frame, int, int]]:
        most = max(1, _ROWS_A_RUN // max(1, self.tickets) // len(spans))
        tried = [_between(low, high, most) for _, low, high in spans]
        options = [
            frame.option(extra)
            for (frame, _, _), extras in zip(spans, tried, strict=True)
            for extra in extras
        ]
        verdicts = iter(self.verdicts(options))
        narrowed = []
        for (frame, low, high), extras in zip(spans, tried, strict=True):
            green = [extra for extra in extras if next(verdicts).rag == "green"]
            least = min(green, default=high)
            most_red = max((extra for extra in extras if extra < least), default=low)
            narrowed.append((frame, most_red, least))
        return narrowed


def _between(low: int, high: int, most: int) -> list[int]:
    """At most ``most`` numbers spread over those between ``low`` and ``high``, without the ends."""
    inner = high - low - 1
    if inner <= most:
        return list(range(low + 1, high))
    return sorted({low + 1 + inner * (place + 1) // (most + 1) for place in range(most)})
