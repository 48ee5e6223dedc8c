"""The parts of a summary: what was done, promised, coached and judged, and which accounts need somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.coaching.knowledge import Library
from core.coaching.model import Citation, CitationKind, Line
from core.coaching.skill_areas import skill_areas
from core.coaching.weekly.gather import Material, Needing
from core.coaching.weekly.model import Counted, SkillMove, WeekPart
from core.coaching.weekly.notes import Notes, joined, plural, said_day, said_week, times

ACCOUNTS_SHOWN = 5
_NAMED = 3
_CONTACT = ("talk", "mail", "answer")


def headline(found: Material, notes: Notes) -> Line:
    """The week in one sentence."""
    week = said_week(found.week_on, found.until_on)
    days = (
        notes.day("week.from", "First day", found.week_on),
        notes.day("week.until", "Last day", found.until_on),
    )
    said, cited = _contacts(found, notes)
    text = f"{week}: {joined(said) if said else 'no conversation or e-mail on record'}"
    due = _due(found)
    if due:
        kept = found.promises.get("kept", ())
        text += f"; {len(kept)} of {plural(len(due), 'task')} due done in time"
        cited += [
            notes.count("week.kept", "Tasks done by the day they were due", kept, "tasks"),
            notes.count("week.due", "Tasks due", due, "tasks"),
        ]
    return Line(f"{text}.", (*days, *cited))


def did(found: Material, notes: Notes) -> WeekPart:
    """Conversations, mails, letters and tasks, whom they reached and whom not."""
    lines = [_contact(found, notes)]
    if found.book:
        lines.append(_quiet(found, notes))
    if drafts := found.did.get("draft", ()):
        one = notes.count("week.letters", "Letters approved or handed over", drafts, "letters")
        lines.append(Line(f"You approved or handed over {plural(len(drafts), 'letter')}.", (one,)))
    if done := found.did.get("done", ()):
        one = notes.count("week.done", "Tasks finished", done, "tasks")
        lines.append(Line(f"You finished {plural(len(done), 'task')}.", (one,)))
    return WeekPart("did", "What you did", tuple(lines))


def _contact(found: Material, notes: Notes) -> Line:
    said, cited = _contacts(found, notes)
    if not said:
        return Line("No conversation or e-mail of yours is on record for these days.")
    reached = _reached(found)
    count = notes.count("week.reached", "Accounts in contact", len(reached), "accounts")
    text = f"You were in contact with {plural(len(reached), 'account')}: {joined(said)}."
    return Line(text, (count, *cited))


def _contacts(found: Material, notes: Notes) -> tuple[list[str], list[Citation]]:
    """Conversations and mails in words, none that there was none of."""
    said, cited = [], []
    for kind, name, label, one, many in (
        ("talk", "talks", "Conversations", "conversation", "conversations"),
        ("mail", "mails", "E-mails written", "e-mail from you", "e-mails from you"),
        ("answer", "answers", "E-mails received", "e-mail from them", "e-mails from them"),
    ):
        if rows := found.did.get(kind, ()):
            said.append(plural(len(rows), one, many))
            cited.append(notes.count(f"week.{name}", label, rows, many))
    return said, cited


def _quiet(found: Material, notes: Notes) -> Line:
    """How many accounts had no contact, and which for longest."""
    reached = _reached(found)
    quiet = [own for own in found.book if own.account_key not in reached]
    book = notes.count("week.book", "Accounts you look after", len(found.book), "accounts")
    if not quiet:
        return Line(f"You look after {plural(len(found.book), 'account')}, none left out.", (book,))
    cited = [book, notes.count("week.quiet", "Accounts without contact", len(quiet), "accounts")]
    named = []
    for place, own in enumerate(quiet[:_NAMED], start=1):
        base = f"week.quiet.{place}"
        cited.append(notes.company(base, own.account_name, own.account_key))
        if own.touched_on is None:
            named.append(f"{own.account_name} (no contact on record)")
            continue
        row = (f"crm.activity/{own.touched_key}",)
        cited.append(notes.day(f"{base}.touched", "Last contact", own.touched_on, row))
        named.append(f"{own.account_name} (last on {said_day(own.touched_on)})")
    text = f"{len(quiet)} of your {plural(len(found.book), 'account')} had none"
    return Line(f"{text}, longest {joined(named)}.", tuple(cited))


def promises(found: Material, notes: Notes) -> WeekPart:
    """Tasks that were due: kept, late, not kept, and still open from before."""
    due, carried = _due(found), found.promises.get("carried", ())
    lines = []
    if due:
        kept = found.promises.get("kept", ())
        cited = (
            notes.count("week.due", "Tasks due", due, "tasks"),
            notes.count("week.kept", "Tasks done by the day they were due", kept, "tasks"),
        )
        text = f"{plural(len(due), 'task')} of yours fell due; {len(kept)} you did in time."
        lines.append(Line(text, cited))
        for kind, label, words in (
            ("late", "Tasks done late", "done late"),
            ("open", "Tasks due and not done", "not done by the end of the week"),
        ):
            if rows := found.promises.get(kind, ()):
                cited_one = notes.count(f"week.{kind}", label, rows, "tasks")
                lines.append(Line(f"{len(rows)} {words}: {_titles(rows)}.", (cited_one,)))
    if carried:
        cited_one = notes.count("week.carried", "Tasks open from earlier weeks", carried, "tasks")
        text = f"{plural(len(carried), 'task')} from earlier weeks still open: {_titles(carried)}."
        lines.append(Line(text, (cited_one,)))
    if not lines:
        lines.append(Line("No task of yours was due, and none is open from before."))
    return WeekPart("promises", "Promises", tuple(lines))


def coaching(found: Material, library: Library, notes: Notes) -> WeekPart:
    """What the coach was asked, what was scored and practised, and what was said of it."""
    words = {
        "guidance": "asked the coach {}",
        "feedback": "had notes scored {}",
        "practice": "practised {}",
        "briefing": "were briefed {}",
    }
    said, cited = [], []
    for kind, text in words.items():
        if rows := _titled(found.coached.get(kind, ()), library):
            said.append(text.format(times(len(rows))))
            cited.append(notes.count(f"week.{kind}", f"Turns: {kind}", rows, "times"))
    if not said:
        return WeekPart("coaching", "With the coach", (Line("You did not use the coach."),))
    lines = [Line(f"You {joined(said)}.", tuple(cited))]
    asked = found.coached.get("guidance", ())
    books = [
        book for slug in dict.fromkeys(row.what for row in asked) if (book := library.get(slug))
    ]
    if books:
        shown = tuple(Citation(CitationKind.PLAYBOOK, book.slug, book.title) for book in books)
        lines.append(Line(f"You asked about: {'; '.join(book.title for book in books)}.", shown))
    unsaid = [row for row in asked if not row.detail]
    if unsaid:
        titled = _titled(unsaid, library)
        one = notes.count("week.unrated", "Answers without a rating", titled, "answers")
        text = f"{plural(len(unsaid), 'answer')} you have not rated yet."
        lines.append(Line(text, (one,)))
    return WeekPart("coaching", "With the coach", tuple(lines))


def skills(found: Material, notes: Notes) -> WeekPart:
    """Skills that were judged, beside what was judged in the half-year before."""
    lines = [_skill(move, notes) for move in found.skills]
    if not lines:
        lines = [Line("No skill of yours was judged in these days.")]
    return WeekPart("skills", "Skills", tuple(lines))


def accounts(found: Material, notes: Notes) -> WeekPart:
    """The accounts that need somebody most, each with why."""
    lines = [
        _account(place, one, notes)
        for place, one in enumerate(found.needing[:ACCOUNTS_SHOWN], start=1)
    ]
    if not lines:
        return WeekPart("accounts", "Accounts that need you", (Line("Nothing is pressing."),))
    rest = len(found.needing) - len(lines)
    if rest > 0:
        cited = notes.count("week.needing_more", "Further accounts", rest, "accounts")
        lines.append(Line(f"Less pressing, {plural(rest, 'more account')}.", (cited,)))
    return WeekPart("accounts", "Accounts that need you", tuple(lines))


def _skill(move: SkillMove, notes: Notes) -> Line:
    area = skill_areas().get(move.skill_area)
    title = area.title if area else move.skill_area
    base = f"week.skill.{move.skill_area}"
    cited = [
        notes.level(f"{base}.level", f"{title}, these days", move.level),
        notes.count(f"{base}.n", f"{title}, judgements", move.n, "judgements"),
    ]
    text = f"{title}: {move.level:.1f} of 5 from {plural(move.n, 'judgement')}"
    if move.level_before is None:
        return Line(f"{text}; nothing was judged in the half-year before.", tuple(cited))
    cited += [
        notes.level(f"{base}.before", f"{title}, half-year before", move.level_before),
        notes.count(f"{base}.n_before", f"{title}, judgements before", move.n_before, "judgements"),
    ]
    return Line(
        f"{text}; {move.level_before:.1f} from {move.n_before} in the half-year before.",
        tuple(cited),
    )


def _account(place: int, one: Needing, notes: Notes) -> Line:
    base = f"week.account.{place}"
    own = (f"crm.account/{one.account_key}",)
    cited = [notes.company(base, one.account_name, one.account_key)]
    said = []
    if one.escalated_on:
        said.append(f"an escalation is open since {said_day(one.escalated_on)}")
        cited.append(notes.day(f"{base}.escalated", "Escalated on", one.escalated_on, one.evidence))
    if one.rag in ("red", "amber") and one.score is not None:
        said.append(f"its health is {one.rag} at {int(one.score)} points")
        cited.append(notes.status(f"{base}.rag", "Health", one.rag, one.evidence))
        cited.append(notes.score(f"{base}.score", "Health score", one.score, one.evidence))
    if one.renewal_on:
        said.append(f"it renews on {said_day(one.renewal_on)}")
        cited.append(notes.day(f"{base}.renewal", "Renewal", one.renewal_on, own))
    if one.silent_days is not None:
        said.append(f"no executive was met for {plural(one.silent_days, 'day')}")
        cited.append(notes.days(f"{base}.silent", "Without an executive", one.silent_days, own))
    elif one.no_executive:
        said.append("no contact with an executive is on record")
    if one.qbr_on:
        said.append(f"a QBR is on {said_day(one.qbr_on)}")
        row = (f"crm.activity/{one.qbr_key}",)
        cited.append(notes.day(f"{base}.qbr", "Next QBR", one.qbr_on, row))
    if one.is_single:
        said.append("one of its executives is engaged")
    return Line(f"{one.account_name}: {joined(said)}.", tuple(cited))


def _titled(rows: Sequence[Counted], library: Library) -> tuple[Counted, ...]:
    """The same with the titles of playbooks in place of their slugs."""
    return tuple(
        replace(row, what=book.title) if (book := library.get(row.what)) else row for row in rows
    )


def _reached(found: Material) -> set[int]:
    rows = [row for kind in _CONTACT for row in found.did.get(kind, ())]
    return {row.account_key for row in rows if row.account_key is not None}


def _due(found: Material) -> list[Counted]:
    return [row for kind in ("kept", "late", "open") for row in found.promises.get(kind, ())]


def _titles(rows: Sequence[Counted]) -> str:
    shown = [
        f"“{row.what.rstrip('.')}”" + (f" ({row.account_name})" if row.account_name else "")
        for row in rows[:_NAMED]
    ]
    rest = len(rows) - len(shown)
    return joined([*shown, f"{rest} more"] if rest else shown)
