"""Handing a conversation in: pasted, uploaded, or one of the imported ones; who speaks; then the button."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from core import cockpit, wiring
from core.coaching.feedback import Conversation, conversations, feedback, resolved
from core.coaching.transcript import LONGEST_TEXT, Side, Transcript
from core.cockpit.filters import Filters
from core.errors import Ambiguous, RapportError
from core.ui import failure, queries, safe, words
from core.ui.acts import act
from core.ui.coaching import feedback_result
from core.ui.identity import current_actor
from core.ui.opener import View

_SOURCES = ("Paste", "Upload", "From your activities")
_MOST_ACCOUNTS = 1000
_SCROLLED = 900
"""Characters above which a text is shown in a window of its own."""
_TYPES = ["txt", "md", "vtt", "srt"]
_SIDES = {
    Side.OWN: "you",
    Side.US: "colleague",
    Side.THEM: "customer",
    Side.UNKNOWN: "not known",
}


@dataclass(frozen=True)
class _Given:
    """What would be scored."""

    text: str = ""
    title: str = ""
    account_key: int | None = None
    activity_key: int | None = None


def draw(view: View) -> None:
    """The form."""
    st.caption(
        "Notes or a transcript of a conversation are scored by the rubric, every level with the words it rests on. "
        "You alone read the text and the quotes."
    )
    source = st.segmented_control(
        "Source",
        _SOURCES,
        default=_SOURCES[0],
        key="feedback.source",
        label_visibility="collapsed",
        required=True,
    )
    given = {"Upload": _uploaded, "From your activities": _picked}.get(source, _pasted)(view)
    # The button stands above what is found in the text, so that it does not move while somebody clicks it.
    below = st.container(horizontal=True, vertical_alignment="center")
    has_text = bool(given.text.strip())
    read = _speakers(view, given) if has_text else None
    with below:
        st.button(
            "Get feedback",
            type="primary",
            icon=":material/rate_review:",
            disabled=read is None and (has_text or source != _SOURCES[0]),
            on_click=_give,
            args=(given,),
            key="feedback.give",
        )
        st.toggle(
            "Let my manager see the levels",
            key="feedback.shared",
            help="Levels, skills and dates only. You can change it later.",
        )


def _pasted(view: View) -> _Given:
    text = st.text_area(
        "Notes or transcript",
        key="feedback.text",
        height=260,
        max_chars=LONGEST_TEXT,
        placeholder="Paste notes, an e-mail, or a transcript with speaker names.",
    )
    return _Given(text or "", account_key=_account(view))


def _uploaded(view: View) -> _Given:
    file = st.file_uploader(
        "Transcript or notes",
        type=_TYPES,
        key="feedback.file",
        max_upload_size=2,
        help="Text, Markdown, and the .vtt and .srt files that meeting software exports.",
    )
    account = _account(view)
    if file is None:
        return _Given()
    text = file.getvalue().decode("utf-8-sig", "replace")
    if "\x00" in text:
        st.error("This file is no text.", icon=":material/error:")
        return _Given()
    return _Given(text, file.name, account)


def _picked(view: View) -> _Given:
    found = queries.ask(conversations, view.actor, limit=200)
    if not found:
        st.caption("No imported conversation of yours has enough text. Paste one instead.")
        return _Given()
    by_key = {one.activity_key: one for one in found}
    key = st.selectbox(
        "Conversation",
        list(by_key),
        format_func=lambda chosen: _named(by_key[chosen]),
        key="feedback.activity",
    )
    chosen = by_key.get(key)
    if chosen is None:
        return _Given()
    with st.container(border=True, height=220 if len(chosen.text) > _SCROLLED else "content"):
        st.text(chosen.text)
    return _Given(chosen.text, chosen.subject, chosen.account_key, chosen.activity_key)


def _named(found: Conversation) -> str:
    parts = [
        words.day(found.occurred_at),
        found.account_name,
        words.name(found.kind),
        found.subject,
    ]
    return safe.plain(" · ".join(part for part in parts if part))[:120]


def _account(view: View) -> int | None:
    rows = queries.ask(
        cockpit.account_list, view.actor, Filters(), limit=_MOST_ACCOUNTS, sort="name"
    ).rows
    names = {row.account_key: row.name for row in rows}
    key: int | None = st.selectbox(
        "Account",
        list(names),
        index=None,
        format_func=lambda one: safe.plain(names.get(one, "")),
        key="feedback.account",
        placeholder="Which account was it with? May be left empty",
        help="Its contacts are recognised among the speakers.",
        width=420,
    )
    return key


def _speakers(view: View, given: _Given) -> Transcript | None:
    """Who speaks, with a choice where it is not clear; ``None`` while the text cannot be scored."""
    own = st.session_state.get("feedback.own", [])
    notes = bool(st.session_state.get("feedback.notes"))
    try:
        read = _read(view, given, own, as_notes=notes)
    except Ambiguous as error:
        _ask_who(error.options, "Which of these speakers are you?")
        return None
    except RapportError as error:
        failure.show(error)
        return None
    if read.has_turns:
        said = ", ".join(f"{one.name} ({_SIDES[one.side]})" for one in read.speakers[:12])
        st.caption(
            f"{safe.own(words.sentence(read.shape.value))}. Speakers: {safe.label(said, 400)}"
        )
        names = tuple(one.name for one in read.speakers)
        with st.popover("Change who you are", icon=":material/manage_accounts:", type="tertiary"):
            _ask_who(names, "You speak as")
    elif notes:
        _ask_who((), "")
    return read


def _read(view: View, given: _Given, own: list[str], *, as_notes: bool) -> Transcript:
    store = wiring.cockpit().store
    try:
        return resolved(store, view.actor, given.text, given.account_key, own, as_notes=as_notes)
    except Ambiguous:
        raise
    except RapportError:
        if not own:
            raise
    # The names chosen belong to another text.
    return resolved(store, view.actor, given.text, given.account_key, as_notes=as_notes)


def _ask_who(names: tuple[str, ...], question: str) -> None:
    if names:
        st.multiselect(
            safe.own(question),
            list(names),
            format_func=safe.plain,
            key="feedback.own",
            placeholder="Choose yourself",
            width=420,
        )
    st.checkbox("These are notes, not a transcript", key="feedback.notes")


def _give(given: _Given) -> None:
    running, state = wiring.cockpit(), st.session_state
    if state.get("feedback.source", _SOURCES[0]) == _SOURCES[0]:
        # What was pasted last: the page was drawn before the click that also left the field.
        given = replace(given, text=state.get("feedback.text", ""))
    is_imported = given.activity_key is not None
    found = act(
        lambda: feedback(
            running.store,
            current_actor(),
            "" if is_imported else given.text,
            account_key=None if is_imported else given.account_key,
            activity_key=given.activity_key,
            own_speakers=state.get("feedback.own", []),
            as_notes=bool(state.get("feedback.notes")),
            title="" if is_imported else given.title,
            is_shared=bool(state.get("feedback.shared")),
            voice=running.coach_voice,
        ),
        "Scored. Only you can read the quotes.",
    )
    if found is not None:
        feedback_result.choose(found.interaction_id, found.note)
