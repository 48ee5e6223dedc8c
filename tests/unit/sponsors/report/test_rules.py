"""Each named rule: what makes it speak, in which words, and what silences it."""

from __future__ import annotations

from datetime import date

import pytest

from core.policy import current
from core.sponsors.report.rule import GROUPS, rules
from tests.unit.sponsors.report.world import World

THEO_COMES = "UPDATE crm.activity SET participant_emails = list_append(participant_emails, 'theo@acme.example') WHERE source_id = 'm3'"
DORA_COMES = "UPDATE crm.activity SET participant_emails = list_append(participant_emails, 'dora@acme.example') WHERE kind = 'qbr'"
DORA_SPONSORS = "UPDATE crm.contact SET role = 'executive_sponsor' WHERE source_id = 'c3'"
NO_MEETINGS = "DELETE FROM crm.activity WHERE kind NOT IN ('email')"
SINCE_FEBRUARY = "DELETE FROM crm.activity WHERE occurred_at > TIMESTAMP '2026-02-01'"
WITHOUT_CLEO = (
    "DELETE FROM crm.activity WHERE occurred_at > TIMESTAMP '2026-02-01' AND source_id <> 'm5'"
)
NO_EXECUTIVES = "UPDATE crm.contact SET title = 'Clerk', role = NULL, is_primary_sponsor = FALSE"
NO_PEOPLE = "DELETE FROM crm.contact"
PASSIVE = "DELETE FROM crm.activity WHERE kind IN ('qbr', 'email')"
UNANSWERED = """
    INSERT INTO crm.activity BY NAME
    SELECT 900 + range AS activity_key, 'email' AS kind, 'outbound' AS direction, account_key,
        TIMESTAMP '2026-05-20 09:00' + range * INTERVAL 7 DAY AS occurred_at,
        ['cleo@acme.example'] AS participant_emails, 'ann@us.example' AS from_email, 't' || range AS thread_id
    FROM crm.account, range(4) WHERE source_id = 'A1'
"""
LEFT = """
    INSERT INTO crm.contact BY NAME
    SELECT * REPLACE (
        {key} AS contact_key, 'x{key}' AS source_id, '{name}' AS full_name, 'left' AS status, DATE '2026-06-01' AS left_on,
        FALSE AS is_primary_sponsor, {role} AS role, '{title}' AS title, 'x{key}@acme.example' AS email
    )
    FROM crm.contact WHERE source_id = 'c1'
"""
SPONSOR_LEFT = LEFT.format(key=77, name="Paul Old", role="'executive_sponsor'", title="CEO")
CHANGED = """
    INSERT INTO crm.change_event BY NAME
    SELECT '{entity}' AS entity, {entity}_key AS entity_key, account_key, '{field}' AS field, {before} AS from_value,
        {now} AS to_value, TIMESTAMP '2026-06-20 08:00' AS observed_at, 1 AS batch_id, 5 AS source_line
    FROM crm.{entity} WHERE source_id = '{of}'
"""
SIGNAL = """
    INSERT INTO crm.signal BY NAME
    SELECT 501 AS signal_key, '{kind}' AS kind, DATE '2026-06-11' AS observed_on, '{title}' AS title, account_key,
        'rapport' AS source_system, 's1' AS source_id, {email} AS contact_email
    FROM crm.account WHERE source_id = 'A1'
"""
TICKETS = """
    INSERT INTO crm.ticket BY NAME
    SELECT 601 AS ticket_key, 'P1' AS priority, 'open' AS status, TIMESTAMP '2026-06-01' AS opened_at, account_key,
        'rapport' AS source_system, 't1' AS source_id, 1 AS batch_id, 9 AS source_line
    FROM crm.account WHERE source_id = 'A1'
"""
SET = "UPDATE crm.contact SET {change} WHERE source_id = '{who}'"
RENEWAL = "UPDATE crm.account SET renewal_on = DATE '{on}' WHERE source_id = 'A1'"
POLICY = "UPDATE ops.policy SET value = {value} WHERE name = '{name}'"

SPEAKS: list[tuple[str, list[str], str]] = [
    ("sponsor_speaks_for_us", [SIGNAL.format(kind="reference", title="Spoke at our fair", email="'cleo@acme.example'")], "Cleo Finn speaks for us: 1 time in the window of 365 days, last on 11 June 2026."),
    ("meetings_strong", [POLICY.format(name="touchpoint_target", value=5)], "Meetings are frequent: 4 touchpoints with Cleo Finn in the window of 365 days, of 5 aimed at."),
    ("alignment_strong", ["UPDATE crm.goal SET alignment = 'high'"], "Initiatives match their priorities: 2 of 2 initiatives are highly aligned."),
    ("several_engaged", [THEO_COMES], "Several threads: 2 executives of 2 are engaged: Cleo Finn, Theo Tan."),
    ("backup_known", [THEO_COMES], "A backup sponsor is engaged: Theo Tan, CTO, scores 58.3 of 100."),
    ("sponsor_left", [SPONSOR_LEFT], "Paul Old has left: CEO; seen to have left on 1 June 2026."),
    ("no_executive", [NO_EXECUTIVES], "No executive is known: none of 4 contacts has the title or role of an executive."),
    ("silence", [SINCE_FEBRUARY], "No executive has been in touch: the last contact was on 13 January 2026, 168 days ago. The alert for enterprise accounts is at 90 days."),
    ("never_in_touch", ["UPDATE crm.activity SET participant_emails = ['emil@acme.example'], from_email = NULL"], "No executive has ever been in touch: activities are imported, and none of 2 executives took part in any. The alert for enterprise accounts is at 90 days."),
    ("sponsor_disengaged", [WITHOUT_CLEO], "Cleo Finn is disengaged: the last contact was on 13 January 2026, 168 days ago. Silence of 90 days counts as disengaged."),
    ("messages_unanswered", [UNANSWERED], "Cleo Finn does not answer: the last 3 messages of ours went unanswered, the latest of 10 June 2026."),
    ("touchpoint_overdue", ["DELETE FROM crm.activity WHERE kind = 'one_to_one'"], "A touchpoint is overdue: the last one with Cleo Finn that counts was on 14 April 2026, 77 days ago; one is due every 30 days."),
    ("touchpoint_never", [NO_MEETINGS], "No touchpoint yet: none of the kinds that count for enterprise accounts was held with Cleo Finn; one is due every 30 days."),
    ("only_executive", ["DELETE FROM crm.contact WHERE source_id = 'c2'"], "Everything hangs on one person: Cleo Finn is the only executive known; nobody could take over."),
    ("sponsor_new", [SET.format(change="started_on = DATE '2026-04-01'", who="c1")], "Cleo Finn is new in the role: since 1 April 2026, 90 days ago; a role counts as new for 180 days."),
    ("mail_bounced", [SET.format(change="email_bounced_at = TIMESTAMP '2026-06-20 07:00'", who="c2")], "Mail to Theo Tan bounces: last on 20 June 2026; they may have left."),
    ("renewal_near", [PASSIVE, RENEWAL.format(on="2026-08-29")], "The renewal is near: on 29 August 2026, in 60 days, and Cleo Finn is passive."),
    ("renewal_past", [RENEWAL.format(on="2026-06-20")], "The renewal date has passed: 20 June 2026, 10 days ago; no newer one is imported."),
    ("replies_weak", ["DELETE FROM crm.activity WHERE source_id = 'e2'"], "Cleo Finn answers slowly: replies take 14 days on average; the target is 1 day."),
    ("reviews_weak", ["UPDATE crm.activity SET participant_emails = ['theo@acme.example'] WHERE kind = 'qbr'"], "Cleo Finn misses business reviews: 0 of 2 QBRs held in the window of 365 days attended."),
    ("alignment_weak", ["UPDATE crm.goal SET alignment = 'low'"], "Initiatives miss their priorities: 0 of 2 initiatives are highly aligned."),
    ("health_at_risk", [TICKETS], "Technical health is red: 39 of 100; the guardrail holds: executives are not contacted for operational issues."),
    ("score_partial", ["DELETE FROM crm.goal"], "The score is partly measured: 75 % of its weight is covered; the rest is not imported."),
    ("escalate_departure", [SPONSOR_LEFT], "Escalate the departure of Paul Old to Meg Poe: seen to have left on 1 June 2026; agree at once who speaks with whom."),
    ("break_silence", [SINCE_FEBRUARY], "Ask Cleo Finn for a conversation: no executive has been in touch for 168 days; business impact first, one ask."),
    ("open_contact", ["DELETE FROM crm.activity WHERE list_contains(participant_emails, 'cleo@acme.example') OR from_email = 'cleo@acme.example'"], "Introduce ourselves to Cleo Finn: no prior direct contact; the first conversation makes the thread."),
    ("other_channel", [UNANSWERED], "Reach Cleo Finn another way: 3 messages by mail went unanswered; call, or ask a colleague of theirs for an introduction."),
    ("book_touchpoint", ["DELETE FROM crm.activity WHERE kind = 'one_to_one'"], "Book the overdue touchpoint with Cleo Finn: the last was 77 days ago, 47 days over the cadence of 30 days."),
    ("find_sponsor", [NO_EXECUTIVES], "Find an executive sponsor: ask Emil Rau, Clerk, who answers for the result."),
    ("confirm_still_there", [SET.format(change="email_bounced_at = TIMESTAMP '2026-06-20 07:00'", who="c2")], "Ask whether Theo Tan is still there: mail bounced on 20 June 2026."),
    ("talk_renewal", [PASSIVE, RENEWAL.format(on="2026-08-29")], "Talk with Cleo Finn about the renewal: it is due on 29 August 2026, in 60 days, and the relationship does not carry it yet."),
    ("invite_to_review", ["UPDATE crm.activity SET participant_emails = ['theo@acme.example'] WHERE kind = 'qbr'"], "Invite Cleo Finn to the next QBR in person: attendance rises from 0 of 2 QBRs."),
    ("supply_missing", ["DELETE FROM crm.goal"], "Import what the score lacks: No goals: import goals with their alignment."),
    ("find_contacts", [NO_PEOPLE], "Import the people of the account: contacts with title and role show who decides."),
    ("ask_for_advocacy", [POLICY.format(name="champion_min_score", value=60), "INSERT INTO crm.activity BY NAME SELECT * REPLACE (99 AS activity_key, 'm9' AS source_id, ['emil@acme.example'] AS participant_emails) FROM crm.activity WHERE source_id = 'm2'"], "Ask Cleo Finn for a reference: the engagement score is 60.5, and there was no reference in the window of 365 days."),
    ("plan_succession", [SET.format(change="started_on = DATE '2021-04-01'", who="c1")], "Agree with Cleo Finn who would follow: in the role since 1 April 2021; after so long a change becomes likely."),
    ("person_retitled", [CHANGED.format(entity="contact", field="title", before="'Controller'", now="'CFO'", of="c1")], "Cleo Finn is now CFO, before Controller (seen on 20 June 2026): the sponsor's remit changed: ask which priorities stay."),
    ("person_rerolled", [CHANGED.format(entity="contact", field="role", before="NULL", now="'economic_buyer'", of="c2")], "Theo Tan has another role here: economic buyer, before none (seen on 20 June 2026): decide anew who speaks with them."),
    ("person_moved", [CHANGED.format(entity="contact", field="reports_to_ref", before="'c9'", now="'c3'", of="c4")], "Emil Rau reports to someone else (seen on 20 June 2026): the line of decision changed: check the tree below."),
    ("person_gone", [CHANGED.format(entity="contact", field="disappeared", before="NULL", now="NULL", of="c4")], "Emil Rau is no longer in the export (seen on 20 June 2026): ask whether they are still there."),
    ("person_left", [LEFT.format(key=78, name="Ina Roe", role="NULL", title="Clerk")], "Ina Roe, Clerk, left (1 June 2026): ask who has taken over their work."),
    ("executive_joined", [SET.format(change="started_on = DATE '2026-04-01'", who="c2")], "Theo Tan became CTO (1 April 2026): a further executive to win."),
    ("account_changed", [CHANGED.format(entity="account", field="owner_email", before="'old@us.example'", now="'ann@us.example'", of="A1")], "Our owner of the account changed from old@us.example to ann@us.example (seen on 20 June 2026): introduce the new owner to the sponsor."),
    ("signal_seen", [SIGNAL.format(kind="funding", title="Raises 20 M", email="NULL")], "“Raises 20 M” (11 June 2026, funding): money is available: the plan can be larger."),
    ("risk_no_sponsor", [NO_EXECUTIVES], "High: there is no sponsor whose place could be taken."),
    ("risk_unsettled", [THEO_COMES, SET.format(change="started_on = DATE '2026-03-30'", who="c1")], "Medium: Theo Tan backs up Cleo Finn, who has been in the role for 3 months."),
    ("risk_one_backup", [THEO_COMES], "Medium: Theo Tan is the only engaged executive beside Cleo Finn."),
    ("risk_low", [THEO_COMES, DORA_COMES, DORA_SPONSORS], "Low: 2 executives beside Cleo Finn are engaged."),
]  # fmt: skip

SILENT: list[tuple[str, list[str], str]] = [
    ("sponsor_engaged", [PASSIVE], "Cleo Finn is engaged: the engagement score is 68.9 of 100."),
    ("replies_strong", ["DELETE FROM crm.activity WHERE source_id = 'e2'"], "Cleo Finn answers quickly: replies take 2 days on average; the target is 1 day."),
    ("reviews_strong", ["UPDATE crm.activity SET participant_emails = ['theo@acme.example'] WHERE source_id = 'm2'"], "Cleo Finn attends the business reviews: 2 of 2 QBRs held in the window of 365 days."),
    ("cadence_kept", ["DELETE FROM crm.activity WHERE kind = 'one_to_one'"], "The cadence is kept: the last touchpoint with Cleo Finn was on 15 June 2026, 15 days ago; one is due every 30 days."),
    ("outcome_reached", ["UPDATE crm.outcome_metric SET value = 74.9 WHERE source_id = 'o1'"], "Automated invoices delivers: 82 % measured on 31 May 2026; the target is 75 %."),
    ("no_backup", [THEO_COMES], "There is no backup sponsor: of 1 executive beside Cleo Finn, none is engaged."),
    ("meetings_weak", [POLICY.format(name="touchpoint_target", value=9)], "Meetings are too few: 4 touchpoints with Cleo Finn in the window of 365 days, of 12 aimed at."),
    ("outcome_behind", ["UPDATE crm.outcome_metric SET value = 7.5 WHERE source_id = 'o2'"], "Days to close is behind: 9.5 days on 31 May 2026; 10 % of the way from 10 to the target of 5 days."),
    ("build_backup", [THEO_COMES], "Build the relationship with Theo Tan: a backup sponsor; CTO is the closest today."),
    ("raise_alignment", ["UPDATE crm.goal SET alignment = 'medium'"], "Review “Portal” with Cleo Finn: its alignment with “Speed” rises from low."),
    ("show_outcome", ["UPDATE crm.outcome_metric SET value = 74.9 WHERE source_id = 'o1'"], "Show Cleo Finn what Automated invoices has reached: 82 % on 31 May 2026; the result they can take to their board."),
    ("plan_needs_executive", ["UPDATE crm.account_plan SET status = 'Done'"], "Take “Roll out to Lyon” to Cleo Finn: the account plan asks for an executive by 15 August 2026."),
    ("engage_more", [THEO_COMES], "Engage more executives: 1 of 2 executives known are engaged; the aim is more than 1.5 an account, so that no single person carries it."),
    ("serve_priority", ["UPDATE crm.goal SET their_priority = 'fewer tools ' WHERE source_id = 'g2'"], "Find an initiative for “Fewer tools”: Cleo Finn names it, and none of ours is tied to it."),
    ("risk_no_backup", [THEO_COMES], "High: no other executive is engaged; if Cleo Finn leaves, the account has no sponsor."),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "changes", "said"), SPEAKS, ids=[case[0] for case in SPEAKS])
def test_a_rule_speaks_once_its_condition_holds(
    acme: World, rule: str, changes: list[str], said: str
) -> None:
    assert acme.fired(rule) == []
    acme.run(*changes)
    assert acme.fired(rule) == [said]


@pytest.mark.parametrize(("rule", "changes", "said"), SILENT, ids=[case[0] for case in SILENT])
def test_a_rule_is_silent_once_its_condition_no_longer_holds(
    acme: World, rule: str, changes: list[str], said: str
) -> None:
    assert acme.fired(rule) == [said]
    acme.run(*changes)
    assert acme.fired(rule) == []


def test_a_departure_that_a_person_noted_escalates_too(acme: World) -> None:
    acme.run(
        "INSERT INTO ops.contact_override BY NAME SELECT contact_key, 'status' AS field, 'left' AS value,"
        " 'told by phone' AS reason, 'ann' AS set_by, TIMESTAMP '2026-06-25 10:00' AS set_at"
        " FROM crm.contact WHERE source_id = 'c1'"
    )
    assert acme.fired("sponsor_left") == [
        "Cleo Finn has left: CFO; seen to have left on 25 June 2026."
    ]
    assert len(acme.fired("escalate_departure")) == 1


def test_every_rule_is_told_here() -> None:
    told = {name for name, _, _ in SPEAKS} | {name for name, _, _ in SILENT}
    assert told == {rule.name for rule in rules()}


def test_nothing_but_these_rules_speaks_of_the_account_as_it_is(acme: World) -> None:
    assert set(acme.report().rules()) == {name for name, _, _ in SILENT}


def test_every_finding_has_rows_that_open(acme: World) -> None:
    report = acme.report()
    findings = [line for line in report.lines if line.rule]
    assert findings
    assert [line.sentence for line in findings if not report.sources_of(line)] == []


def test_each_threshold_that_a_rule_names_is_in_the_policy_and_in_its_condition(
    acme: World,
) -> None:
    from core.sponsors.report.question import statement

    known = current(acme.store).thresholds
    for rule in rules():
        assert set(rule.policy) <= set(known)
        text = statement(f"rule/{rule.name}")
        columns = {"cadence_days", "silence_alert_days"}  # the models have applied these already
        assert all(f"'{name}'" in text or name in columns for name in rule.policy), rule.name


def test_rules_are_grouped_and_ordered() -> None:
    assert {rule.group for rule in rules()} == set(GROUPS)
    places = [(GROUPS.index(rule.group), rule.order) for rule in rules()]
    assert places == sorted(places)
    assert len(set(places)) == len(places)


def test_nothing_seen_after_the_date_makes_a_rule_speak(acme: World) -> None:
    acme.run(SIGNAL.format(kind="funding", title="Raises 20 M", email="NULL"))
    acme.as_of = date(2026, 6, 1)
    acme.run()
    assert acme.fired("signal_seen") == []
    assert acme.fired("outcome_reached") != []
