"""Every section of the report: from data, or saying which import would supply it."""

from __future__ import annotations

import re
from datetime import date

import pytest

from core.actor import Actor, Role
from core.errors import Forbidden, NotFound
from core.sponsors.report import sponsor_report
from core.sponsors.report.model import Report
from tests.spec.world import key
from tests.unit.sponsors.report.world import World, texts

TITLES = [
    ("Account", [""]),
    ("Executive Sponsors", [""]),
    (
        "Primary Sponsor: Cleo Finn",
        ["Profile", "Engagement Timeline", "Engagement Score Breakdown"],
    ),
    ("Engagement Health", ["Strengths", "Concerns"]),
    (
        "Organizational Intelligence",
        ["Recent Changes", "Reporting Lines", "Succession Risk", "Who Could Follow"],
    ),
    ("Strategic Alignment", [""]),
    (
        "Recommended Actions",
        ["Immediate (This Week)", "Short-Term (This Quarter)", "Strategic (Long-Term)"],
    ),
    ("Engagement Calendar", [""]),
]


def test_the_report_has_the_sections_of_the_format_in_order(acme: World) -> None:
    found = [(s.title, [part.title for part in s.parts]) for s in acme.report().sections]
    assert found == TITLES


def test_the_tables_have_the_columns_of_the_format(acme: World) -> None:
    report = acme.report()
    assert report.part("executives").columns == (
        "Name",
        "Title",
        "Engagement",
        "Last Touch",
        "Status",
    )
    assert report.part("timeline").columns == ("Date", "Interaction", "Topics", "Outcome")
    assert report.part("breakdown").columns == ("Factor", "Score", "Notes")
    assert report.part("alignment").columns == ("Our Initiative", "Their Priority", "Alignment")
    assert report.part("calendar").columns == ("Date", "Event", "Attendees", "Objective")


def test_the_head_says_account_tier_and_engagement(acme: World) -> None:
    assert texts(acme.report(), "account") == [
        "Account: Acme & Söhne",
        "Account Tier: Enterprise",
        "Overall Exec Engagement: Engaged (68.9/100)",
        "Customer Success Manager: Ann Lee",
        "Account Team: kim@us.example (technical account manager)",
        "Annual Recurring Revenue: 450,000 EUR",
        "Renewal: 31 December 2026, in 184 days",
    ]


def test_the_executives_have_a_sign_with_a_word(acme: World) -> None:
    assert [line.cells for line in acme.report().part("executives").lines] == [
        ("Cleo Finn (primary)", "CFO", "68.9/100", "15 June 2026", "✓ Engaged"),
        ("Theo Tan", "CTO", "38.8/100", "10 June 2026", "⚠ Passive"),
    ]


def test_the_profile_says_what_is_known(acme: World) -> None:
    assert texts(acme.report(), "profile") == [
        "Title: CFO",
        "Tenure: 2 years in the role, since 1 March 2024",
        "Priorities: “Cash”, “Fewer tools”",
        "Communication Preference: short mails",
        "Relationship: regular contact, engaged",
    ]


def test_the_timeline_has_topics_and_outcomes(acme: World) -> None:
    lines = [line.cells for line in acme.report().part("timeline").lines]
    assert lines[0] == ("15 June 2026", "1:1", "Plans for 2027", "Budget agreed")
    assert ("4 May 2026", "E-mail from us", "Numbers", "answered after 2 days") in lines
    assert ("6 May 2026", "E-mail from them", "Re: Numbers", "received") in lines
    assert len(lines) == 6


def test_a_long_timeline_counts_what_it_leaves_out(acme: World) -> None:
    acme.run(
        "INSERT INTO crm.activity BY NAME SELECT activity.* REPLACE (700 + more.n AS activity_key,"
        " 'more' || more.n AS source_id) FROM crm.activity AS activity CROSS JOIN range(9) AS more(n)"
        " WHERE source_id = 'm4'"
    )
    last = acme.report().part("timeline").lines[-1]
    assert last.cells[2] == "3 further interactions in the window of 365 days"
    assert len(acme.report().sources_of(last)) == 3


def test_each_factor_is_explained(acme: World) -> None:
    assert [line.cells for line in acme.report().part("breakdown").lines] == [
        ("Meeting Frequency", "8.3/25", "Target: 12 touchpoints a year; actual: 4"),
        ("Responsiveness", "23/25", "2 days to respond on average"),
        ("QBR Attendance", "25/25", "2 of 2 QBRs attended"),
        ("Strategic Alignment", "12.5/25", "1 high, 0 medium, 1 low"),
    ]


def test_the_tree_follows_the_reporting_lines(acme: World) -> None:
    lines = acme.report().part("reporting_lines").lines
    assert [(line.depth, line.text) for line in lines] == [
        (0, "Cleo Finn, CFO (primary sponsor)"),
        (1, "Dora Ott, Director of Finance"),
        (2, "Emil Rau, Accountant"),
        (0, "Theo Tan, CTO"),
    ]


def test_who_reports_in_a_circle_is_listed_once(acme: World) -> None:
    acme.run("UPDATE crm.contact SET reports_to_ref = 'c4' WHERE source_id = 'c1'")
    lines = acme.report().part("reporting_lines").lines
    assert sorted(line.text.split(",")[0] for line in lines) == [
        "Cleo Finn",
        "Dora Ott",
        "Emil Rau",
        "Theo Tan",
    ]


def test_who_left_stays_in_the_tree_while_people_report_to_them(acme: World) -> None:
    acme.run("UPDATE crm.contact SET status = 'left' WHERE source_id = 'c3'")
    lines = texts(acme.report(), "reporting_lines")
    assert "Dora Ott, Director of Finance (has left; nobody is known in the place)" in lines


def test_backups_are_ranked_by_the_parts_shown(acme: World) -> None:
    part = acme.report().part("backups")
    assert part.columns[2:] == (
        "Seniority /30",
        "Function /20",
        "Engagement /25",
        "Recency /15",
        "Tenure /10",
        "Sum /100",
    )
    theo, dora = [line.cells for line in part.lines]
    # 20 of 90 days without contact cost 15 x 20 / 90; 38.8 of 100 earn 25 x 0.388
    assert theo == ("Theo Tan, CTO", "10 June 2026", "30", "0", "9.7", "11.6", "10", "61.3")
    assert dora == ("Dora Ott, Director of Finance", "never", "15", "20", "-", "0", "10", "45")


def test_a_part_that_is_not_known_gives_no_points(acme: World) -> None:
    acme.run(
        "UPDATE crm.contact SET started_on = NULL, title = NULL, role = 'champion' WHERE source_id = 'c3'"
    )
    (dora,) = [line for line in acme.report().part("backups").lines if "Dora" in line.cells[0]]
    assert dora.cells[1:] == ("never", "-", "-", "-", "0", "-", "0")


def test_initiatives_stand_beside_their_priorities(acme: World) -> None:
    assert [line.cells for line in acme.report().part("alignment").lines] == [
        ("Automation", "Cash", "High; the renewal depends on it"),
        ("Portal", "Speed", "Low"),
    ]


BARE = {
    "account": "No annual recurring revenue: import accounts with arr_amount and currency.",
    "executives": "No executive known: import contacts with title or role.",
    "profile": "Mark one contact as the primary sponsor, or import titles and activities.",
    "timeline": "There is no primary sponsor.",
    "breakdown": "There is no primary sponsor.",
    "strengths": "No rule found a strength in what is imported.",
    "changes": "No change within the window: a second export of contacts shows changes, signals supply news and LinkedIn.",
    "reporting_lines": "No people: import contacts.",
    "succession": "No tenure: import contacts with started_on and mark the primary sponsor.",
    "backups": "Nobody could follow: import contacts with title, role and reporting line.",
    "alignment": "No goals: import goals with our_initiative, their_priority and alignment.",
    "calendar": "No touchpoints: there is no primary sponsor to plan them with.",
}


def test_a_bare_account_says_in_each_section_what_to_import(acme: World) -> None:
    report = acme.report("B1")
    for name, said in BARE.items():
        assert said in report.part(name).missing, name
    assert [
        part.name for s in report.sections for part in s.parts if not (part.lines or part.missing)
    ] == []


@pytest.mark.parametrize(
    ("change", "part", "said"),
    [
        ("UPDATE crm.contact SET title = NULL", "profile", "No title: import contacts with title."),
        ("UPDATE crm.contact SET started_on = NULL", "profile", "No first day in the role: import contacts with started_on."),
        ("UPDATE crm.contact SET priorities = NULL", "profile", "No priorities: import contacts with priorities."),
        ("UPDATE crm.contact SET communication_preference = NULL", "profile", "No preference: import contacts with communication_preference."),
        ("UPDATE crm.contact SET reports_to_ref = NULL", "reporting_lines", "No reporting lines: import contacts with reports_to_contact_id."),
        ("UPDATE crm.account SET tier = NULL", "account", "No tier: import accounts with their tier; cadence and targets depend on it."),
        ("UPDATE crm.account SET tier = NULL", "calendar", "No cadence: import accounts with their tier."),
        ("UPDATE crm.account SET renewal_on = NULL", "account", "No renewal date: import accounts with renewal_on."),
        ("UPDATE crm.account SET time_zone = NULL, country = NULL", "calendar", "No hour: import contacts or accounts with time_zone."),
        ("DELETE FROM crm.activity", "timeline", "No activities: import meetings, calls and e-mails with their participants."),
        ("DELETE FROM crm.goal", "breakdown", "No goals: import goals with their alignment."),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_with_the_import_that_supplies_it(
    acme: World, change: str, part: str, said: str
) -> None:
    assert said not in acme.report().part(part).missing
    acme.run(change)
    assert said in acme.report().part(part).missing


def numbers_without_rows(report: Report) -> list[str]:
    """Sentences with a number that open to no line of a file."""
    return [
        line.sentence
        for line in report.lines
        if re.search(r"\d", line.sentence)
        and not any(source.file and source.line for source in report.sources_of(line))
    ]


def test_each_sentence_with_a_number_opens_to_a_line_of_a_file(acme: World) -> None:
    assert numbers_without_rows(acme.report()) == []
    assert numbers_without_rows(acme.report("B1")) == []
    (source, *_) = acme.report().sources.values()
    assert (source.file, source.line, source.record) == ("account.csv", 2, "A1")


def test_sources_are_numbered_as_they_are_cited(acme: World) -> None:
    report = acme.report()
    assert [source.number for source in report.sources.values()] == list(
        range(1, len(report.sources) + 1)
    )
    cited = {ref for line in report.lines for ref in line.evidence}
    assert cited == set(report.sources)


def test_every_fact_of_a_line_is_on_the_sheet(acme: World) -> None:
    report = acme.report()
    assert all(name in report.sheet for line in report.lines for name in line.fact_ids)


def test_who_may_not_see_the_account_gets_no_report(acme: World) -> None:
    ann = Actor("ann@us.example", frozenset({Role.CSM}))
    bob = Actor("bob@us.example", frozenset({Role.CSM}))
    assert sponsor_report(acme.store, ann, key("A1"), acme.as_of).account.name == "Acme & Söhne"
    with pytest.raises(NotFound):
        sponsor_report(acme.store, bob, key("A1"), acme.as_of)
    with pytest.raises(Forbidden):
        sponsor_report(acme.store, Actor("ann@us.example"), key("A1"), acme.as_of)


def test_an_account_not_known_yet_has_no_report(acme: World) -> None:
    acme.run("UPDATE crm.account SET created_at = TIMESTAMP '2026-06-01'")
    acme.as_of = date(2026, 5, 31)
    acme.run()
    with pytest.raises(NotFound, match="was not known on 2026-05-31"):
        acme.report()
