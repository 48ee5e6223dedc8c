"""Drafts: have one written, read it with its proof, list, edit, and take an approved one along.

Approving is left out on purpose: it is a person's act, and a command has no person behind it.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from core.cli.accounts import Account, Json
from core.cli.context import ACTOR, account, fresh, opened
from core.cli.draft_words import show_draft, show_list
from core.cli.files import deliver, read_text
from core.cli.output import print_json
from core.errors import InvalidInput, MissingFacts

if TYPE_CHECKING:
    from core.cockpit.drafts import Asked
    from core.drafting.drafts import Draft
    from core.wiring import Cockpit

app = typer.Typer(help="Drafts of letters and documents, from facts.", no_args_is_help=True)
_LARGEST_TEXT = 200_000
_FORMATS = ("md", "html", "pdf", "json")

DraftId = Annotated[int, typer.Argument(help="Number of the draft.", min=1)]
Out = Annotated[
    Path | None, typer.Option("--out", help="File or folder to write to; standard output without.")
]
Sender = Annotated[
    str,
    typer.Option("--from", help="Address the letter goes out from; the account's owner without."),
]


@app.command("executive-outreach")
def executive_outreach(
    *,
    account_text: Account,
    contact: Annotated[str, typer.Option("--to", help="Identifier, key or name of a contact.")],
    purpose: Annotated[
        str,
        typer.Option(
            "--purpose",
            help="introduction, strategic_alignment, pre_qbr_briefing, issue_escalation_awareness or "
            "expansion_conversation.",
        ),
    ],
    tone: Annotated[str, typer.Option("--tone", help="warm, concise or formal.")] = "warm",
    length: Annotated[str, typer.Option("--length", help="short or standard.")] = "standard",
    sender: Sender = "",
    as_json: Json = False,
) -> None:
    """Write to an executive from today's facts, check every claim, and keep the draft for review."""
    from core.cockpit.drafts import Asked, missing_json, request_of  # noqa: PLC0415 - heavy

    asked = Asked(account_text, contact, purpose, tone, length, sender)
    with opened() as cockpit:
        today = cockpit.clock.today()
        fresh(cockpit, today)
        request = request_of(cockpit.store, ACTOR, asked, today)
        try:
            draft = cockpit.drafting.make(ACTOR, request)
        except MissingFacts as missing:
            if as_json:
                print_json({"draft_id": None, "missing": missing_json(missing)})
            raise
        _show(cockpit, draft, as_json=as_json)


@app.command("show")
def show(draft_id: DraftId, as_json: Json = False) -> None:
    """A draft with its letter, every claim with its fact and source line, and what stands in its way."""
    with opened() as cockpit:
        fresh(cockpit, cockpit.clock.today())
        _show(cockpit, cockpit.drafting.draft(ACTOR, draft_id), as_json=as_json)


@app.command("list")
def list_drafts(
    *,
    status: Annotated[
        list[str] | None,
        typer.Option("--status", help="drafted, in_review, approved, in_gmail, sent, ..."),
    ] = None,
    owner: Annotated[
        list[str] | None, typer.Option("--owner", help="Who made it or would send it.")
    ] = None,
    account_text: Annotated[
        str, typer.Option("--account", help="Identifier, system:identifier, key or name.")
    ] = "",
    search: Annotated[
        str, typer.Option("--search", help="Part of subject, account, person or address.")
    ] = "",
    limit: Annotated[int, typer.Option("--limit", help="Drafts in a page.")] = 50,
    offset: Annotated[int, typer.Option("--offset", help="Drafts to leave out before it.")] = 0,
    as_json: Json = False,
) -> None:
    """The drafts of everyone, the last changed first."""
    from core.cockpit.drafts import page_json  # noqa: PLC0415 - see executive_outreach
    from core.drafting.drafts import DraftFilters  # noqa: PLC0415

    with opened() as cockpit:
        key = account(cockpit, account_text).account_key if account_text else None
        filters = DraftFilters(
            status=tuple(status or ()),
            owner=tuple(owner or ()),
            account_key=key,
            search=search,
            limit=limit,
            offset=offset,
        )
        page = page_json(cockpit.store, cockpit.drafting.drafts(ACTOR, filters))
    if as_json:
        print_json(page)
        return
    show_list(page)


@app.command("edit")
def edit(
    draft_id: DraftId,
    subject: Annotated[str | None, typer.Option("--subject", help="The new subject.")] = None,
    body: Annotated[
        Path | None, typer.Option("--body", help="A file with the new text; - for standard input.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Keep another text as a new version and check its claims; an approval becomes void."""
    if subject is None and body is None:
        raise InvalidInput("Nothing is to be changed.", "Give --subject TEXT or --body FILE.")
    text = None if body is None else read_text(body, _LARGEST_TEXT)
    with opened() as cockpit:
        before = cockpit.drafting.draft(ACTOR, draft_id).letter
        after = cockpit.drafting.edit(
            ACTOR,
            draft_id,
            before.subject if subject is None else subject,
            before.body if text is None else text,
        )
        _show(cockpit, after, as_json=as_json)


@app.command("discard")
def discard(
    draft_id: DraftId,
    reason: Annotated[str, typer.Option("--reason", help="Why; kept on record.")],
    as_json: Json = False,
) -> None:
    """Give a draft up; it stays on record."""
    with opened() as cockpit:
        _show(cockpit, cockpit.drafting.discard(ACTOR, draft_id, reason), as_json=as_json)


@app.command("eml")
def eml_file(draft_id: DraftId, out: Out = None) -> None:
    """An approved draft as a file that mail programs open as a message still to be sent."""
    from core.channels.handover import Way, hand_over  # noqa: PLC0415 - see executive_outreach

    with opened() as cockpit:
        mail = cockpit.drafting.outgoing(ACTOR, draft_id)
        made = hand_over(cockpit.store, ACTOR, mail, Way.EML).file
    if made is not None:
        deliver(made.content, made.file_name, out, is_text=True)


@app.command("document")
def document(
    kind: Annotated[
        str,
        typer.Argument(
            help="executive_brief, impact_summary, talking_points, meeting_proposal or success_review."
        ),
    ],
    *,
    account_text: Account,
    contact: Annotated[
        str, typer.Option("--to", help="Identifier, key or name of the person it is about.")
    ] = "",
    purpose: Annotated[
        str, typer.Option("--purpose", help="A purpose of the document; its first without.")
    ] = "",
    sender: Sender = "",
    form: Annotated[str, typer.Option("--format", help="md, html, pdf or json.")] = "md",
    out: Out = None,
) -> None:
    """A page for a conversation with an executive, from today's facts."""
    from core.cockpit.drafts import Asked  # noqa: PLC0415 - see executive_outreach

    if form not in _FORMATS:
        raise InvalidInput(f"There is no format {form!r}.", f"Choose from {', '.join(_FORMATS)}.")
    asked = Asked(account_text, contact, purpose, sender=sender)
    with opened() as cockpit:
        today = cockpit.clock.today()
        fresh(cockpit, today)
        content, name = _document(cockpit, kind, asked, today, form)
    deliver(content, name, out, is_text=form != "pdf")


def _document(
    cockpit: Cockpit, kind: str, asked: Asked, today: date, form: str
) -> tuple[bytes, str]:
    from core.cli.output import json_text  # noqa: PLC0415 - see executive_outreach
    from core.cockpit.drafts import document_json, document_of  # noqa: PLC0415

    made, sheet = document_of(cockpit.store, cockpit.drafting, ACTOR, kind, asked, today=today)
    found = account(cockpit, asked.account)
    name = f"{made.kind}-{found.source_id}-{made.on}.{form}"
    if form == "pdf":
        return made.pdf(), name
    if form == "html":
        return made.html(), name
    if form == "json":
        return json_text(document_json(cockpit.store, ACTOR, made, sheet)).encode(), name
    return f"{made.markdown().rstrip()}\n".encode(), name


def _show(cockpit: Cockpit, draft: Draft, *, as_json: bool) -> None:
    from core.cockpit.drafts import draft_json  # noqa: PLC0415 - see executive_outreach

    events = cockpit.drafting.events(ACTOR, draft.draft_id)
    shown = draft_json(cockpit.store, ACTOR, draft, events)
    if as_json:
        print_json(shown)
        return
    show_draft(shown)
