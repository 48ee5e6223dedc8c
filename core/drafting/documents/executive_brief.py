"""One page for our own people before they write to, call or meet an executive."""

from __future__ import annotations

from collections.abc import Iterator

from core.drafting.documents.desk import Desk
from core.drafting.documents.model import Row, Section
from core.drafting.documents.parts import outcome_figures, outcomes_table, priorities_table

_PERSON = (
    ("title", ("recipient.title",)),
    ("since", ("recipient.started_on",)),
    ("relationship", ("recipient.relationship",)),
    ("last_contact", ("recipient.last_contact_on",)),
    ("preference", ("recipient.communication_preference",)),
)
_ISSUES = ("issue.open_critical", "issue.oldest_critical_on")
_TROUBLED = {
    "health.rag": ("red", "amber"),
    "sponsor.level": ("passive", "disengaged", "unknown"),
}


def sections(desk: Desk) -> Iterator[Section | None]:
    """Figures, the person, results, priorities, what is open, what to ask, who else is involved."""
    yield desk.section("figures", "figures", _figures(desk))
    yield desk.section("person", "pairs", _person(desk))
    yield outcomes_table(desk, 4)
    yield priorities_table(desk, 3, internal=True)
    yield desk.section("open", "bullets", _open(desk))
    yield desk.section("ask", "bullets", desk.of_strengths("ask", 3) or desk.lines("ask.function"))
    yield desk.section("people", "pairs", _people(desk))
    yield desk.section("missing", "note", _missing(desk))


def _figures(desk: Desk) -> list[Row]:
    arr, renewal, review = (desk.get(name) for name in ("arr", "renewal_on", "qbr.next_on"))
    rows = []
    if arr is not None and (money := desk.line("figure.arr", {"arr": arr})):
        note = desk.line("figure.renewal", {"renewal_on": renewal}) if renewal is not None else None
        rows.append(_figure(desk, "arr", money, note))
    rows += outcome_figures(desk, 2)
    if review is not None:
        line = desk.line("figure.review", {"review_on": review})
        days = desk.get("qbr.days_to_next")
        note = desk.line("figure.days", {"days": days}) if days is not None else None
        if line is not None:
            rows.append(_figure(desk, "review", line, note))
    return rows


def _figure(desk: Desk, label: str, value: Row, note: Row | None) -> Row:
    said = (note.cells[0], note.fact_ids) if note else ("", ())
    return Row((desk.words(f"label.{label}"), value.cells[0], said[0]), (*value.fact_ids, *said[1]))


def _person(desk: Desk) -> Iterator[Row | None]:
    for label, ids in _PERSON:
        yield desk.pair(label, *(desk.get(fact_id) for fact_id in ids))
    yield desk.pair("priorities", *(fact for _, fact in desk.items("recipient.priority.*", 3)))


def _open(desk: Desk) -> Iterator[Row]:
    yield from desk.of_facts("open", _ISSUES)
    yield from desk.of_facts("open", ["risk.silence"])
    if any(strength.rule == "silence" for strength in desk.strengths):
        yield from desk.of_facts("open", ["recipient.days_since_contact"])
    for fact_id, bad in _TROUBLED.items():
        if desk.word(fact_id) in bad:
            yield from desk.of_facts("open", [fact_id])
    yield from _departures(desk)


def _departures(desk: Desk) -> Iterator[Row]:
    for stem, name in desk.items("risk.departure.*.name", 2):
        on = desk.get(f"{stem}.left_on")
        if on is not None and (row := desk.line("open.departure", {"gone": name, "left_on": on})):
            yield row


def _people(desk: Desk) -> Iterator[Row | None]:
    yield desk.pair("sponsor", desk.get("sponsor.primary.name"), desk.get("sponsor.primary.title"))
    yield desk.pair("backup", desk.get("sponsor.backup.name"))
    yield desk.pair("champions", *(fact for _, fact in desk.items("champion.*.name", 3)))
    yield desk.pair("team", *(fact for _, fact in desk.items("team.*.name", 4)))


def _missing(desk: Desk) -> Iterator[Row]:
    # That no critical issue is open is good news, not a gap.
    missing = [item for item in desk.sheet.missing if not item.id.startswith("issue.")]
    labels = list(dict.fromkeys(item.label for item in missing))
    if labels:
        shown = ", ".join(labels[:6])
        yield Row((f"{desk.words('missing.lead')} {shown}.",))
