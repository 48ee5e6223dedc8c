"""Three things to try next week, each with an article and the facts that speak for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice

from core.coaching.knowledge import Document, Library
from core.coaching.learning.model import HelpedCount
from core.coaching.model import Citation, CitationKind, Line
from core.coaching.skill_areas import skill_areas
from core.coaching.style import Style
from core.coaching.weekly.gather import Material, Needing
from core.coaching.weekly.model import SkillMove
from core.coaching.weekly.notes import Notes, plural, said_day

SUGGESTIONS = 3
FILLER = 10
"""Ideas of at most this weight are for weeks in which nothing else is to be said."""
_WEAK = 3.0


@dataclass(frozen=True)
class Idea:
    """Something to try. ``direct`` and ``asking`` say the same; documents are looked for by what it is about."""

    weight: int
    direct: str
    asking: str
    facts: tuple[Citation, ...] = ()
    situation: str = ""
    skill: str = ""
    account_key: int | None = None

    @property
    def topic(self) -> str:
        """What it is about: no two suggestions share it."""
        return self.situation or self.skill


@dataclass(frozen=True)
class Shelf:
    """Where a document is looked for: by what it is about, by whether it helped, and not twice running."""

    library: Library
    helped: Mapping[str, HelpedCount]
    before: frozenset[str] = frozenset()

    def pick(self, idea: Idea, taken: set[str]) -> Document | None:
        """The document for an idea that no other has."""
        found = self._of_situation(idea.situation) if idea.situation else self._of_skill(idea.skill)
        free = {one: worth for one, worth in found.items() if one.slug not in taken}
        return max(free, key=lambda one: free[one] * self._known(one), default=None)

    def _of_situation(self, slug: str) -> dict[Document, float]:
        """The playbook's articles, the first worth most; last the playbook."""
        book = self.library.get(slug)
        slugs = book.playbook.articles if book and book.playbook else ()
        found = [one for name in slugs if (one := self.library.get(name))]
        worth = {one: 1 / (1 + 0.1 * place) for place, one in enumerate(found)}
        return worth | ({book: 0.1} if book else {})

    def _of_skill(self, slug: str) -> dict[Document, float]:
        """Articles on the skill, those that name it first worth most."""
        return {
            one: 1 / (1 + one.skills.index(slug))
            for one in self.library.articles
            if slug in one.skills
        }

    def _known(self, one: Document) -> float:
        """What helped is worth a little more, what was read the week before half."""
        said = self.helped.get(one.slug)
        return (said.boost if said else 1.0) * (0.5 if one.slug in self.before else 1.0)


def suggestions(found: Material, shelf: Shelf, style: Style, notes: Notes) -> tuple[Line, ...]:
    """The three with most weight, each about something else, if it can be about another account too."""
    chosen: list[tuple[Idea, Document]] = []
    waiting = sorted(_ideas(found, notes), key=lambda one: -one.weight)
    for other_accounts in (True, False):
        for idea in waiting:
            topics = {one.topic for one, _ in chosen}
            keys = {one.account_key for one, _ in chosen} - {None}
            if idea.topic in topics or (other_accounts and idea.account_key in keys):
                continue
            document = shelf.pick(idea, {one.slug for _, one in chosen})
            # What is said of no account waits for the second round: accounts come first.
            is_filler = other_accounts and idea.weight <= FILLER
            if document is None or is_filler or len(chosen) == SUGGESTIONS:
                continue
            chosen.append((idea, document))
    chosen.sort(key=lambda pair: -pair[0].weight)
    return tuple(_line(idea, document, style) for idea, document in chosen)


def _line(idea: Idea, document: Document, style: Style) -> Line:
    text = idea.asking if style.manner == "questioning" else idea.direct
    kind = CitationKind.ARTICLE if document.kind == "article" else CitationKind.PLAYBOOK
    return Line(text, (Citation(kind, document.slug, document.title), *idea.facts))


def _ideas(found: Material, notes: Notes) -> Iterator[Idea]:
    for rule in _RULES:
        yield from rule(found, notes)


def _escalated(found: Material, notes: Notes) -> Iterator[Idea]:
    for place, one, day in _dated(found, lambda item: item.escalated_on):
        yield Idea(
            90 - place,
            f"Tell {one.account_name} what happens next and by when, before they ask: the escalation has "
            f"been open since {said_day(day)}.",
            f"The escalation at {one.account_name} has been open since {said_day(day)}: what "
            "do they know today of what happens next, and by when?",
            (
                _name(one, notes),
                notes.day(_id(one, "escalated"), "Escalated on", day, one.evidence),
            ),
            situation="red_account",
            account_key=one.account_key,
        )


def _renewal(found: Material, notes: Notes) -> Iterator[Idea]:
    for place, one, day in _dated(found, _shaky_renewal):
        yield Idea(
            80 - place,
            f"Put the renewal of {one.account_name} on {said_day(day)} on the table with what "
            f"keeps its health {one.rag}, and agree who does what.",
            f"{one.account_name} renews on {said_day(day)} and its health is {one.rag}: who over "
            "there would say today that they renew, and what would they want settled first?",
            (
                _name(one, notes),
                notes.day(_id(one, "renewal"), "Renewal", day, (_row(one),)),
                notes.status(_id(one, "rag"), "Health", one.rag, one.evidence),
            ),
            situation="renewal_risk",
            account_key=one.account_key,
        )


def _qbr(found: Material, notes: Notes) -> Iterator[Idea]:
    for place, one, day in _dated(found, lambda item: item.qbr_on):
        row = (f"crm.activity/{one.qbr_key}",)
        yield Idea(
            75 - place,
            f"Ask {one.account_name} now what the QBR on {said_day(day)} should decide, and build it "
            "around that.",
            f"What should {one.account_name} have decided when the QBR on {said_day(day)} is over?",
            (_name(one, notes), notes.day(_id(one, "qbr"), "Next QBR", day, row)),
            situation="qbr_preparation",
            account_key=one.account_key,
        )


def _silence(found: Material, notes: Notes) -> Iterator[Idea]:
    for place, one in _some(found, lambda item: item.is_silent):
        yield _silent(one, place, notes)


def _silent(one: Needing, place: int, notes: Notes) -> Idea:
    facts = [_name(one, notes)]
    since = "no contact with an executive is on record"
    if one.silent_days is not None:
        since = f"no executive was met for {plural(one.silent_days, 'day')}"
        days = notes.days(_id(one, "silent"), "Without an executive", one.silent_days, (_row(one),))
        facts.append(days)
    return Idea(
        70 - place,
        f"Write to one executive at {one.account_name} with something of theirs, not ours: {since}.",
        f"At {one.account_name} {since}: what would one of them want to hear about their own business?",
        tuple(facts),
        situation="executive_silence",
        account_key=one.account_key,
    )


def _promises(found: Material, notes: Notes) -> Iterator[Idea]:
    left = [row for kind in ("open", "carried") for row in found.promises.get(kind, ())]
    if left:
        fact = notes.count("week.unkept", "Tasks past the day they were due", left, "tasks")
        one = len(left) == 1
        yield Idea(
            60 + min(len(left), 5),
            f"Close {'the task that is' if one else f'the {len(left)} tasks that are'} past the day promised: "
            "do it, give it a new date that whoever waits has heard of, or say that it will not happen.",
            f"{'One task is' if one else f'{len(left)} tasks are'} past the day promised: who waits for "
            f"{'it' if one else 'them'}, and what do they believe today?",
            (fact,),
            skill="next_steps",
        )


def _skills(found: Material, notes: Notes) -> Iterator[Idea]:
    for move in found.skills:
        if (move.change is not None and move.change <= -0.5) or move.level < _WEAK:
            yield _practise(move, notes)


def _practise(move: SkillMove, notes: Notes) -> Idea:
    area = skill_areas()[move.skill_area]
    name = f"week.skill.{move.skill_area}.level"
    fact = notes.level(name, f"{area.title}, these days", move.level)
    return Idea(
        50 + round(5 - move.level),
        f"Pick one conversation next week to practise {area.title.lower()}: it was judged at "
        f"{move.level:.1f} of 5.",
        f"{area.title} was judged at {move.level:.1f} of 5: in which conversation next week could you try "
        "one thing differently?",
        (fact,),
        skill=move.skill_area,
    )


def _single(found: Material, notes: Notes) -> Iterator[Idea]:
    for place, one in _some(found, lambda item: item.is_single):
        yield Idea(
            40 - place,
            f"Ask your contact at {one.account_name} for an introduction to one more executive: one alone is "
            "engaged.",
            f"If the one engaged executive at {one.account_name} left, who there would speak for you?",
            (_name(one, notes),),
            situation="single_threaded",
            account_key=one.account_key,
        )


def _unjudged(found: Material, notes: Notes) -> Iterator[Idea]:
    """So that a quiet week has three suggestions too: skills of which nothing is known, in turn."""
    del notes
    judged = {move.skill_area for move in found.skills}
    order = list(skill_areas())
    first = found.week_on.isocalendar().week % len(order)
    for place, slug in enumerate([*order[first:], *order[:first]]):
        if slug not in judged:
            title = skill_areas()[slug].title.lower()
            yield Idea(
                10 - place,
                f"Have the notes of one conversation scored with {title} in mind.",
                f"After which conversation would you like to know how your {title} came across?",
                skill=slug,
            )


_RULES: tuple[Callable[[Material, Notes], Iterator[Idea]], ...] = (
    _escalated,
    _renewal,
    _qbr,
    _silence,
    _promises,
    _skills,
    _single,
    _unjudged,
)


def _some(found: Material, holds: Callable[[Needing], bool]) -> Iterator[tuple[int, Needing]]:
    """The most pressing accounts of which that holds, with their places."""
    return enumerate(islice(filter(holds, found.needing), SUGGESTIONS))


def _dated(
    found: Material, pick: Callable[[Needing], date | None]
) -> Iterator[tuple[int, Needing, date]]:
    """The same for those that have a day, with it."""
    dated = ((one, day) for one in found.needing if (day := pick(one)) is not None)
    for place, (one, day) in enumerate(islice(dated, SUGGESTIONS)):
        yield place, one, day


def _shaky_renewal(one: Needing) -> date | None:
    return one.renewal_on if one.rag in ("red", "amber") else None


def _id(one: Needing, what: str) -> str:
    return f"week.try.{one.place}.{what}"


def _name(one: Needing, notes: Notes) -> Citation:
    return notes.company(_id(one, "account"), one.account_name, one.account_key)


def _row(one: Needing) -> str:
    return f"crm.account/{one.account_key}"
