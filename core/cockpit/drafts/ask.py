"""What a draft is asked for in words, and the request that the engine takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from core.accounts import AccountRef, find_account
from core.actor import Actor
from core.auth.users import normal_email
from core.cockpit.account import account_detail
from core.cockpit.commands.people import find_person
from core.drafting.documents import DOCUMENT_KINDS, SHEETS, Document, make
from core.drafting.fact import FactSheet
from core.drafting.kind import DraftRequest, Length, Tone
from core.drafting.prompts import load_prompt
from core.errors import InvalidInput, NotFound
from core.health.communication import default_recipient
from core.store import Store

if TYPE_CHECKING:
    from core.drafting.engine import Engine

OUTREACH = "executive_outreach"
_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True)
class Asked:
    """As people type it: names or identifiers, words for the rest; hyphens stand for underscores.

    ``sender`` is the address the letter would go out from: by default the actor's own, else the account
    owner's, else one of the account's team.
    """

    account: str
    contact: str = ""
    purpose: str = ""
    tone: str = Tone.WARM.value
    length: str = Length.STANDARD.value
    sender: str = ""


def request_of(store: Store, actor: Actor, asked: Asked, today: date) -> DraftRequest:
    """The request for an executive outreach, account and person found among those the actor sees.

    The scores of ``today`` must be there. Raises NotFound and Ambiguous for names, InvalidInput for
    words that are no choice.
    """
    purpose = _word(asked.purpose)
    load_prompt(OUTREACH).purpose(purpose)
    tone, length = _choice(Tone, asked.tone), _choice(Length, asked.length)
    account = find_account(store, actor, asked.account)
    person = find_person(store, actor, account, asked.contact, today)
    return DraftRequest(
        kind=OUTREACH,
        account_key=account.account_key,
        purpose=purpose,
        as_of=today,
        sender=_sender(store, actor, account, asked.sender, today),
        contact_key=person.contact_key,
        tone=tone,
        length=length,
    )


def letter_request(
    store: Store,
    actor: Actor,
    asked: Asked,
    *,
    today: date,
    kind: str,
    contact_key: int,
) -> DraftRequest:
    """The request for a letter of any kind to a contact; its first purpose where none is named."""
    account = find_account(store, actor, asked.account)
    purposes = load_prompt(kind).meta.purposes
    purpose = _word(asked.purpose) or next(iter(purposes))
    load_prompt(kind).purpose(purpose)
    return DraftRequest(
        kind=kind,
        account_key=account.account_key,
        purpose=purpose,
        as_of=today,
        sender=_sender(store, actor, account, asked.sender, today),
        contact_key=contact_key,
        tone=_choice(Tone, asked.tone),
        length=_choice(Length, asked.length),
    )


def document_of(
    store: Store, engine: Engine, actor: Actor, kind: str, asked: Asked, *, today: date
) -> tuple[Document, FactSheet]:
    """A document about an account, for a conversation with a person where one is named, and its facts.

    ``asked.purpose`` is one of the document's own purposes, by default its first.
    """
    name, purpose = _word(kind), _word(asked.purpose)
    if name not in DOCUMENT_KINDS:
        raise NotFound(
            f"There is no document {kind!r}.", f"There are: {', '.join(DOCUMENT_KINDS)}."
        )
    account = find_account(store, actor, asked.account)
    person = find_person(store, actor, account, asked.contact, today) if asked.contact else None
    sheet_kind = SHEETS.get(name, OUTREACH)
    contact_key = None if person is None else person.contact_key
    if contact_key is None and sheet_kind != OUTREACH:
        contact_key = default_recipient(store, account.account_key, today, sheet_kind).contact_key
    request = DraftRequest(
        kind=sheet_kind,
        account_key=account.account_key,
        purpose=next(iter(load_prompt(sheet_kind).meta.purposes)),
        as_of=today,
        sender=_sender(store, actor, account, asked.sender, today),
        contact_key=contact_key,
    )
    sheet = engine.prepare(actor, request).sheet
    return make(name, sheet, purpose=purpose), sheet


def _sender(store: Store, actor: Actor, account: AccountRef, given: str, today: date) -> str:
    if given:
        return normal_email(given)
    if actor.is_person and "@" in actor.email:
        return actor.email.lower()
    detail = account_detail(store, actor, account.account_key, today)
    ours = (detail.row.owner_email, *(member.email for member in detail.team))
    for email in ours:
        if email:
            return email.lower()
    raise InvalidInput(
        f"Nobody of ours is known to work on {account.name}.", "Say who the letter is from."
    )


def _choice(kind: type[_Choice], text: str) -> _Choice:
    try:
        return kind(_word(text))
    except ValueError:
        known = ", ".join(item.value for item in kind)
        raise InvalidInput(
            f"There is no {kind.__name__.lower()} {text!r}.", f"Choose from {known}."
        ) from None


def _word(text: str) -> str:
    return text.strip().lower().replace("-", "_").replace(" ", "_")
