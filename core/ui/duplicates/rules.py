"""Which value stands where records differ: a rule a field, the order of systems, and what a change would do."""

from __future__ import annotations

import streamlit as st

from core import wiring
from core.auth.guard import allows
from core.auth.permissions import Permission
from core.capture.identity.rule_effect import rule_effect
from core.capture.identity.rules import set_rule, set_trust
from core.capture.identity.survivorship import RULES, FieldRule, trust
from core.capture.identity.survivorship import rules as rules_of
from core.ui import queries, safe, tables, words
from core.ui.acts import act
from core.ui.duplicates import fields
from core.ui.duplicates.chosen import chosen
from core.ui.identity import current_actor
from core.ui.opener import View
from core.ui.tables import Column


def _shipped(row: FieldRule) -> str:
    if not row.can_change:
        return "Always so"
    same = row.rule == row.shipped
    return "Yes" if same else f"No: {fields.rule(row.shipped)}"


_COLUMNS = (
    Column("Field", lambda row: fields.name(row.field), width=190),
    Column("Chosen as", lambda row: words.sentence(fields.rule(row.rule)), width="medium"),
    Column("As shipped", _shipped, width="medium"),
    Column("Set by", lambda row: row.set_by or None, width=170),
    Column("Why", lambda row: row.reason or None, width="medium"),
)


def draw(view: View) -> None:
    """The rules of the entity, a form to change one with its preview, and the order of systems."""
    entity = chosen(view)
    found = queries.ask(rules_of, view.actor, entity)
    st.subheader("Whose value stands where records differ?", anchor=False)
    st.caption(
        "Only records that fill a field take part. What restricts how a person may be treated, such as "
        "withdrawn consent, holds for all of their records whatever the rules say."
    )
    tables.show(
        found, _COLUMNS, key=f"duplicates.rules.{entity}", alt="The rule of each field", height=420
    )
    if allows(view.actor, Permission.IDENTITY_SET_RULES):
        _change(view, entity, [row for row in found if row.can_change])
    _systems(view)


def _change(view: View, entity: str, found: list[FieldRule]) -> None:
    by_field = {row.field: row for row in found}
    with st.container(border=True, key="duplicates-rule"):
        st.subheader("Change a rule", anchor=False)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            field = st.selectbox(
                "Field",
                list(by_field),
                format_func=fields.name,
                key=f"duplicates.field.{entity}",
                width=230,
            )
            now = by_field[field].rule
            rule = st.selectbox(
                "Chosen as",
                RULES,
                index=RULES.index(now),
                format_func=lambda name: words.sentence(fields.rule(name)),
                key=f"duplicates.rule.{entity}.{field}.{now}",
                width=260,
            )
            st.text_input("Why", key="duplicates.rule.reason", max_chars=500, width=330)
            st.button(
                "Set the rule",
                key="duplicates.rule.set",
                type="primary",
                disabled=rule == now,
                on_click=_set,
                args=(entity, field, rule),
            )
        if rule != now:
            _preview(view, entity, field, rule)


def _preview(view: View, entity: str, field: str, rule: str) -> None:
    effect = queries.ask(rule_effect, view.actor, entity, field, rule)
    if not effect.of:
        st.caption("No record is merged yet: the rule would hold from the first one on.")
        return
    st.caption(
        f"{words.number(effect.changed)} of {words.plural(effect.of, 'merged record')} would say "
        "something else."
    )
    if effect.sample:
        tables.show(
            effect.sample,
            (
                Column("Record", "label", width="medium"),
                Column("Now", "now", width="medium"),
                Column("By this rule", "then", width="medium"),
            ),
            key="duplicates.effect",
            alt="Merged records whose value would change, now and by the other rule",
        )


def _set(entity: str, field: str, rule: str) -> None:
    reason = st.session_state.get("duplicates.rule.reason", "")
    act(
        lambda: set_rule(wiring.cockpit().store, current_actor(), entity, field, rule, reason),
        "Set. Merged records follow.",
    )


def _systems(view: View) -> None:
    found = queries.ask(trust, view.actor)
    st.subheader("Which system is trusted most?", anchor=False)
    named = " · ".join(
        f"{place} {fields.system(name)}" for place, name in enumerate(found, start=1)
    )
    st.caption(safe.label(named or "No order is set.", 400))
    if not found or not allows(view.actor, Permission.IDENTITY_SET_RULES):
        return
    with st.popover("Change the order", icon=":material/swap_vert:", type="tertiary"):
        order = st.multiselect(
            "Systems, the most trusted first",
            found,
            default=found,
            format_func=lambda name: safe.plain(fields.system(name)),
            accept_new_options=True,
            key="duplicates.trust",
        )
        st.caption("Take all out and put them back in the order wanted; those left out come last.")
        st.button(
            "Set the order",
            key="duplicates.trust.set",
            disabled=list(order) == list(found),
            on_click=_set_trust,
            args=(tuple(order),),
        )


def _set_trust(order: tuple[str, ...]) -> None:
    act(
        lambda: set_trust(wiring.cockpit().store, current_actor(), order),
        "Set. Merged records follow.",
    )
