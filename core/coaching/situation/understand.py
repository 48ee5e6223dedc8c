"""What a question is about, given what was said before it: one situation, or one question back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from core.accounts import AccountRef, require_account
from core.actor import Actor
from core.coaching.knowledge import Library
from core.coaching.model import PersonMeant, Situation
from core.coaching.situation.accounts import accounts_named
from core.coaching.situation.follow_up import Turn, turn_of
from core.coaching.situation.people import people_anywhere, people_meant
from core.coaching.situation.recognise import Candidate, Recogniser
from core.store import Store

RECOGNISED = 0.3
"""Confidence from which a question is answered without asking back."""
CHANGED, CHANGED_POINTS = 0.6, 5.0
"""Confidence and points from which a question within a conversation begins another situation."""
_ALTERNATIVES = 3
_OFFERED = 4


@dataclass(frozen=True)
class Before:
    """The turn before in the conversation. ``asked_back`` is whether it ended in a question of the coach."""

    question: str
    situation: Situation
    asked_back: bool = False


@dataclass(frozen=True)
class Understood:
    """What is to be answered. With ``question`` it is to be asked back; ``office`` names somebody nobody is."""

    turn: Turn
    situation: Situation
    question: str = ""
    office: str = ""
    matched: tuple[str, ...] = ()
    options: tuple[str, ...] = ()


def understand(
    store: Store,
    actor: Actor,
    library: Library,
    text: str,
    as_of: date,
    *,
    account_key: int | None = None,
    before: Before | None = None,
) -> Understood:
    """What ``text`` wants. ``account_key`` is the account chosen on screen, where one is."""
    turn = turn_of(text) if before and before.situation.playbook else Turn.NEW
    said = text if before is None or not before.asked_back else f"{before.question}\n{text}"
    place = _Finder(store, actor, as_of).place(text, account_key, before)
    if isinstance(place, str):
        kept = before.situation if before else Situation("", "", 0.0)
        return Understood(Turn.NEW, kept, question=place)
    candidates = recogniser(library).candidates(said)
    best = candidates[0] if candidates else None
    if before and before.situation.playbook and not before.asked_back:
        is_new = turn is Turn.NEW and best is not None and _changes(best)
        if not is_new:
            return _follow_up(turn, place, before)
    return _new(library, place, candidates, asked=bool(before and before.asked_back))


def _changes(best: Candidate) -> bool:
    return best.confidence >= CHANGED and best.points >= CHANGED_POINTS


@dataclass(frozen=True)
class _Place:
    account: AccountRef | None
    people: tuple[PersonMeant, ...] = ()
    office: str = ""
    is_named: bool = False


@dataclass(frozen=True)
class _Finder:
    """Finds the account and people meant, or the question to ask where a name means several accounts."""

    store: Store
    actor: Actor
    as_of: date

    def place(self, text: str, account_key: int | None, before: Before | None) -> _Place | str:
        named = accounts_named(self.store, self.actor, text)
        key = account_key or (before.situation.account_key if before else None)
        if len(named) > 1 and key not in {one.account.account_key for one in named}:
            options = [one.account.label for one in named[:_OFFERED]]
            return f"Which account do you mean: {' or '.join(options)}?"
        account: AccountRef | None = None
        if len(named) == 1:
            account = named[0].account
        elif key is not None:
            account = require_account(self.store, self.actor, key)
        if account is None:
            return self._by_person(text)
        return self._people(text, account, before)

    def _people(self, text: str, account: AccountRef, before: Before | None) -> _Place:
        found = people_meant(self.store, self.actor, account.account_key, text, self.as_of)
        same = before is not None and before.situation.account_key == account.account_key
        kept = before.situation.people if before and same and not found.office else ()
        return _Place(account, found.people or kept, found.office, bool(found.people))

    def _by_person(self, text: str) -> _Place | str:
        people = people_anywhere(self.store, self.actor, text)
        accounts = list(dict.fromkeys(one.account for one in people))
        if len(accounts) > 1:
            options = [
                f"{one.person.full_name} at {one.account.label}" for one in people[:_OFFERED]
            ]
            return f"Whom do you mean: {' or '.join(options)}?"
        if not people:
            return _Place(None)
        return _Place(accounts[0], tuple(one.person for one in people), is_named=True)


def _follow_up(turn: Turn, place: _Place, before: Before) -> Understood:
    account = place.account
    situation = replace(
        before.situation,
        account_key=account.account_key if account else None,
        account_name=account.name if account else "",
        people=place.people,
    )
    moved = account is not None and account.account_key != before.situation.account_key
    if turn is Turn.NEW:
        # Nothing else was recognised: a person or an account named anew is what the turn is about.
        turn = Turn.PERSON if (place.is_named or place.office) and not moved else Turn.WORDS
        turn = Turn.NEW if moved else turn
    if turn is Turn.PERSON and not (place.is_named or place.office):
        turn = Turn.NEW if moved else Turn.TOPIC
    return Understood(turn, situation, office=place.office)


def _new(
    library: Library, place: _Place, candidates: tuple[Candidate, ...], *, asked: bool
) -> Understood:
    account = place.account
    best = candidates[0] if candidates else None
    document = library.get(best.slug) if best else None
    others = tuple(one.slug for one in candidates[1 : _ALTERNATIVES + 1])
    situation = Situation(
        playbook=document.slug if document else "",
        title=document.title if document else "",
        confidence=best.confidence if best else 0.0,
        account_key=account.account_key if account else None,
        account_name=account.name if account else "",
        people=place.people,
        stage=document.stage if document else "",
        alternatives=others,
    )
    made = Understood(
        Turn.NEW, situation, office=place.office, matched=best.matched if best else ()
    )
    if best and document and (best.confidence >= RECOGNISED or asked):
        return made
    return replace(made, question=_question(library, best), options=_options(library, candidates))


def _question(library: Library, best: Candidate | None) -> str:
    """One question: the playbook's own where one is likely, else what is going on."""
    document = library.get(best.slug) if best else None
    if document and document.playbook and document.playbook.clarify:
        return document.playbook.clarify
    return "What has happened, or what are you preparing for?"


def _options(library: Library, candidates: tuple[Candidate, ...]) -> tuple[str, ...]:
    found = (library.get(one.slug) for one in candidates[:_OFFERED])
    return tuple(document.title for document in found if document)


_MADE: dict[str, Recogniser] = {}
_MOST_KEPT = 4


def recogniser(library: Library) -> Recogniser:
    """The recogniser of a library, made once a version of it."""
    made = _MADE.get(library.version)
    if made is None:
        if len(_MADE) >= _MOST_KEPT:
            _MADE.clear()
        made = _MADE[library.version] = Recogniser(library.playbooks)
    return made
