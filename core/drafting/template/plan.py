"""What a letter says, in which order: for each purpose a few outlines, of which the facts decide.

A move is a section of the phrase book together with the strength it speaks of. ``rank`` says how soon a move
is left out when a letter has to be short: 0 never, then the highest first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from core.drafting.fact import Fact
from core.drafting.template.strength import Strength

GOOD_NEWS = (
    "outcome_exceeded",
    "outcome_met",
    "outcome_on_course",
    "outcome_on_course_unmeasured",
)
RESULTS = (*GOOD_NEWS, "outcome_behind", "outcome_behind_unmeasured")
RECENT = ("recent_meeting", "recent_review", "recent_call", "recent_dinner")


@dataclass(frozen=True)
class Move:
    """One sentence or two: the section they come from, and the facts they speak of.

    ``own_line`` begins a new line, as an item of a list does; what ``leads`` into others is
    not said without them.
    """

    section: str
    rank: int = 0
    roles: Mapping[str, Fact] = field(default_factory=dict)
    own_line: bool = False
    leads: bool = False


@dataclass(frozen=True)
class Plan:
    """Paragraphs between greeting and sign-off; the last is the ask."""

    paragraphs: tuple[tuple[Move, ...], ...]

    @property
    def roles(self) -> dict[str, Fact]:
        """Facts of all moves, so that the subject can name what the letter is about."""
        found: dict[str, Fact] = {}
        for move in self.moves:
            found = {**move.roles, **found}
        return found

    @property
    def moves(self) -> Iterator[Move]:
        for paragraph in self.paragraphs:
            yield from paragraph

    def without(self, rank: int) -> Plan:
        """The plan without moves of ``rank`` or more dispensable ones."""
        kept = (tuple(m for m in paragraph if m.rank < rank) for paragraph in self.paragraphs)
        return Plan(tuple(paragraph for paragraph in kept if paragraph))

    def shortened(self) -> Plan | None:
        """The plan without its most dispensable move; ``None`` when all that is left is needed."""
        worst = max(self.moves, key=lambda move: move.rank, default=None)
        if worst is None or worst.rank == 0:
            return None
        kept = (tuple(m for m in paragraph if m is not worst) for paragraph in self.paragraphs)
        return Plan(tuple(paragraph for paragraph in kept if paragraph))


class Strong:
    """The strengths of a sheet, each used at most once."""

    def __init__(self, strengths: Sequence[Strength]) -> None:
        self._left = list(strengths)

    def take(self, *rules: str, section: str = "", rank: int = 0) -> tuple[Move, ...]:
        """The strongest left of these rules, as a move, or nothing."""
        for strength in self._left:
            if strength.rule in rules:
                self._left.remove(strength)
                if strength.rule.startswith("outcome_"):
                    # A second figure would blur the first: one result carries a letter.
                    self._left = [s for s in self._left if not s.rule.startswith("outcome_")]
                return (Move(section or strength.rule, rank, strength.roles),)
        return ()

    def peek(self, *rules: str, section: str = "", rank: int = 0) -> tuple[Move, ...]:
        """The strongest left of these rules, as a move; it can be taken again."""
        for strength in self._left:
            if strength.rule in rules:
                return (Move(section or strength.rule, rank, strength.roles),)
        return ()

    def has(self, *rules: str) -> bool:
        return any(strength.rule in rules for strength in self._left)


Paragraphs = tuple[tuple[Move, ...], ...]
Build = Callable[[Strong, int, str], Paragraphs]
"""Lays out a letter: the strengths, the number of a variant, and the grounds to tell of an issue."""


def _lens(purpose: str, rank: int = 2) -> tuple[Move, ...]:
    return (Move(f"lens.{purpose}", rank),)


def _impact(strong: Strong, *rules: str) -> tuple[Move, ...]:
    """A result, and beside it what the work returns; either alone where the other is not known."""
    result = strong.take(*rules)
    if not result:
        return strong.take("roi")
    return (*result, *strong.take("roi", section="roi_also", rank=2))


def _introduction(strong: Strong, variant: int, grounds: str) -> Paragraphs:
    del grounds
    is_new = strong.has("never_met")
    impact = _impact(strong, *GOOD_NEWS) or strong.take("adoption")
    who = (Move(("who.new.result" if impact else "who.new") if is_new else "who.known"),)
    role = strong.take("new_role", rank=3)
    person = strong.take("colleague", rank=5)
    lens = _lens("introduction")
    occasion = () if role else strong.take("renewal_near", "renewal_ahead", "news", rank=6)
    if not impact:
        opening = strong.take("priority_own", "goal", section="goal_opening", rank=1)
        return ((*who, *person), (*role, *opening, *lens, *occasion))
    if variant % 3 == 0:
        return ((*impact, *who), (*role, *lens), (*person, *occasion))
    if variant % 3 == 1:
        return (impact, (*who, *person), (*role, *lens, *occasion))
    return ((*impact, *who), (*person, *role, *lens, *occasion))


def _strategic_alignment(strong: Strong, variant: int, grounds: str) -> Paragraphs:
    del grounds
    before = strong.take(*RECENT, "silence", rank=5) if variant % 3 else ()
    role = strong.take("new_role", rank=4)
    impact = _impact(strong, *RESULTS) or strong.take("adoption", rank=3)
    own = strong.has("priority_own")
    goals = ("priority_own",) if own else ("goal",)
    lens = _lens("strategic_alignment")
    late = strong.take("renewal_near", "review_near", "renewal_ahead", "news", rank=3)
    if not impact:
        section = "priority_own_opening" if own else "goal_opening"
        return ((*before, *strong.take(*goals, section=section)), (*role, *lens, *late))
    if variant % 2:
        section = "priority_own_opening" if own and not before else ""
        return (impact, (*before, *strong.take(*goals, section=section), *role, *lens), late)
    goal = strong.take(*goals)
    if variant % 4:
        return (impact, (*before, *goal, *role, *lens, *late))
    return ((*impact, *goal), (*before, *role, *lens, *late))


def _pre_qbr_briefing(strong: Strong, variant: int, grounds: str) -> Paragraphs:
    del grounds
    impact = _impact(strong, *RESULTS)
    section = "review_opening.result" if impact else "review_opening"
    opening = strong.take("review_near", "review_ahead", section=section)
    impact = impact or strong.take("adoption")
    goal = strong.take("priority_own", rank=4) or strong.take("goal", rank=4)
    late = strong.take("new_role", "renewal_near", rank=3)
    lens = _lens("pre_qbr_briefing")
    if variant % 2:
        return ((*opening, *impact), (*goal, *lens, *late))
    return ((*opening, *impact, *goal), (*late, *lens))


def _issue(strong: Strong, variant: int, grounds: str) -> Paragraphs:
    opening = strong.take("issue_one", "issue_several")
    source = {"tied_to_goal": ("goal",), "tied_to_renewal": ("renewal_near", "renewal_ahead")}
    stake = strong.take(*source.get(grounds, ()), section=f"issue_stake.{grounds}", rank=1)
    if not stake:
        stake = (Move("issue_stake.account_red", 1),)
    lens = _lens("issue_escalation_awareness", rank=1)
    return ((*opening, *stake), lens) if variant % 2 else (opening, (*stake, *lens))


def _expansion(strong: Strong, variant: int, grounds: str) -> Paragraphs:
    del grounds
    before = strong.take(*RECENT, "silence", rank=6) if variant % 2 else ()
    impact = _impact(strong, *GOOD_NEWS) or strong.take("adoption") or strong.take(*RESULTS)
    further = strong.take("unused", "tenure", rank=3)
    goal = strong.take("priority_own", rank=4) or strong.take("goal", rank=4)
    # A question about one feature is the lens; two questions would be one too many.
    asked = bool(further) and further[0].section == "unused"
    lens = () if asked else _lens("expansion_conversation", rank=1)
    late = strong.take("news", "renewal_near", "colleague", rank=6)
    if variant % 2:
        return (impact, (*before, *goal, *further, *lens), late)
    return ((*impact, *goal), (*before, *further, *lens, *late))


def _congratulations(strong: Strong, variant: int, grounds: str) -> Paragraphs:
    """The role first, then what was achieved together; nothing that could be taken for an occasion to sell."""
    del grounds
    role = strong.take("new_role", section="congratulate.since") or (Move("congratulate"),)
    impact = strong.take(*GOOD_NEWS, rank=1)
    lens = _lens("congratulations", rank=1)
    return ((*role, *impact), lens) if variant % 2 else (role, (*impact, *lens))


EXECUTIVE: dict[str, Build] = {
    "introduction": _introduction,
    "strategic_alignment": _strategic_alignment,
    "pre_qbr_briefing": _pre_qbr_briefing,
    "issue_escalation_awareness": _issue,
    "expansion_conversation": _expansion,
    "congratulations": _congratulations,
}
"""Outlines of letters to executives, by purpose."""
NO_MEETING = frozenset({"congratulations"})
"""Purposes that ask for no meeting, so that no times are proposed."""
