"""The claims of a draft: each with the fact and the rows that prove it, or what to do without."""

from __future__ import annotations

import streamlit as st

from core import wiring
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.drafting.claim import Claim, Standing
from core.drafting.drafts import Draft
from core.drafting.fact import Fact
from core.drafting.template.say import say
from core.ui import safe, words
from core.ui.acts import act
from core.ui.identity import current_actor
from core.ui.opener import View

_SIGNS = {
    Standing.MATCHED: "\N{HEAVY CHECK MARK}",
    Standing.ATTACHED: "\N{HEAVY CHECK MARK}",
    Standing.VOUCHED: "\N{LOWER RIGHT PENCIL}",
    Standing.UNMATCHED: "\N{MULTIPLICATION X}",
}
_LONGEST_REASON = 500


def draw(view: View, draft: Draft) -> None:
    """What blocks first; then every claim to choose from, with its proof."""
    unmatched = draft.report.unmatched
    if unmatched:
        st.error(
            "Edit the words, attach the fact they stand for, or vouch for them as your own.",
            title=f"{words.plural(len(unmatched), 'claim')} without a fact",
            icon=":material/fact_check:",
        )
    elif draft.report.claims:
        own = sum(claim.standing is Standing.VOUCHED for claim in draft.report.claims)
        proven = len(draft.report.claims) - own
        st.success(
            f"{words.plural(proven, 'claim')} stand on facts"
            + (f", {words.number(own)} on a person's word." if own else "."),
            icon=":material/fact_check:",
        )
    # The same words twice are one thing to settle.
    for place, claim in enumerate({claim.words: claim for claim in unmatched}.values()):
        _without(view, draft, claim, f"{draft.draft_id}.{draft.version}.{place}")
    _proof(draft)


def _without(view: View, draft: Draft, claim: Claim, place: str) -> None:
    with st.container(border=True, key=f"claim.{place}"):
        st.markdown(f"**{safe.label(claim.words, 120)}**")
        st.caption(safe.label(claim.reason, 300))
        if not allows(view.actor, Permission.DRAFT_WRITE):
            return
        with st.container(horizontal=True, gap="small"):
            with st.popover("Attach a fact", icon=":material/link:"):
                _attach_form(draft, claim, place)
            if claim.vouchable and allows(view.actor, Permission.DRAFT_VOUCH):
                with st.popover("Vouch", icon=":material/edit:"):
                    _vouch_form(draft, claim, place)


def _attach_form(draft: Draft, claim: Claim, place: str) -> None:
    facts = {fact.id: f"{fact.label}: {say(fact)}" for fact in draft.sheet}
    st.selectbox(
        "Fact",
        list(facts),
        format_func=lambda name: safe.plain(facts.get(name, name)),
        key=f"attach.{place}",
    )
    st.button(
        "Attach",
        key=f"attach.do.{place}",
        on_click=_attach,
        args=(draft.draft_id, claim.words, place),
    )


def _attach(draft_id: int, said: str, place: str) -> None:
    fact_id = st.session_state[f"attach.{place}"]
    act(
        lambda: wiring.cockpit().drafting.attach(current_actor(), draft_id, said, fact_id),
        "Attached and checked again.",
    )


def _vouch_form(draft: Draft, claim: Claim, place: str) -> None:
    st.caption("Your own statement, with a reason that is kept. Never for a figure.")
    st.text_input("Reason", key=f"vouch.{place}", max_chars=_LONGEST_REASON)
    st.button(
        "Vouch for it",
        key=f"vouch.do.{place}",
        on_click=_vouch,
        args=(draft.draft_id, claim.words, place),
    )


def _vouch(draft_id: int, said: str, place: str) -> None:
    reason = st.session_state.get(f"vouch.{place}", "")
    act(
        lambda: wiring.cockpit().drafting.vouch(current_actor(), draft_id, said, reason),
        "Kept as your own statement.",
    )


def _proof(draft: Draft) -> None:
    """Choose a claim; its fact and where it comes from stand below."""
    proven = [claim for claim in draft.report.claims if claim.standing is not Standing.UNMATCHED]
    if not proven:
        return
    labels = {
        place: f"{_SIGNS[claim.standing]} {claim.words}" for place, claim in enumerate(proven)
    }
    chosen = st.pills(
        "Claims and their proof",
        list(labels),
        format_func=lambda place: safe.label(labels.get(place, ""), 60),
        key="draft.claim",
        wrap=True,
    )
    if chosen is None or chosen >= len(proven):
        st.caption("Choose a claim to see the fact and the imported line behind it.")
        return
    claim = proven[chosen]
    st.caption(safe.label(claim.reason, 300))
    for name in claim.fact_ids:
        if (fact := draft.sheet.get(name)) is not None:
            _fact(draft, fact)


def _fact(draft: Draft, fact: Fact) -> None:
    with st.container(border=True, key=f"fact.{fact.id}"):
        st.markdown(f"**{safe.label(fact.label, 120)}**")
        st.text(say(fact))
        known = [f"as of {words.day(fact.as_of)}", words.name(fact.freshness.value)]
        parents = [draft.sheet.get(name) for name in fact.derived_from]
        made_of = words.listed([parent.label for parent in parents if parent is not None])
        if made_of:
            known.append(f"derived from {made_of}")
        st.caption(safe.label(" · ".join(known), 300))
        if fact.evidence:
            st.button(
                "Source lines",
                key=f"fact.rows.{fact.id}",
                icon=":material/manage_search:",
                type="tertiary",
                on_click=_rows,
                args=(fact,),
            )


def _rows(fact: Fact) -> None:
    st.session_state["drawer"] = (fact.label, fact.evidence, say(fact))
    st.session_state.pop("evidence.reference", None)
