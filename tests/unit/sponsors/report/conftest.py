"""An account with everything in it: an engaged sponsor, a backup, goals, deals, outcomes, plans, a team."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.clock import fixed
from core.store import Store
from tests.conftest import NOW
from tests.unit.sponsors.report.world import World

ACME = """
account
id | name | tier | arr_amount | currency | renewal_on | country | time_zone | owner_email
A1 | Acme & Söhne | enterprise | 450000 | EUR | 2026-12-31 | Germany | Europe/Berlin | ann@us.example
B1 | Bolt | smb | | | | | | bob@us.example

team_member
id | email | full_name | manager_email | time_zone
T1 | ann@us.example | Ann Lee | meg@us.example | America/New_York
T2 | meg@us.example | Meg Poe | | America/New_York

account_team
id | of | email | role
W1 | A1 | ann@us.example | csm
W2 | A1 | kim@us.example | technical_account_manager

contact
id | of | full_name | title | email | role | is_primary_sponsor | started_on | reports_to_ref | communication_preference | priorities | status
c1 | A1 | Cleo Finn | CFO | cleo@acme.example | executive_sponsor | yes | 2024-03-01 | | short mails | Cash; Fewer tools | active
c2 | A1 | Theo Tan | CTO | theo@acme.example | | | 2025-01-15 | | | | active
c3 | A1 | Dora Ott | Director of Finance | dora@acme.example | | | 2022-05-01 | c1 | | | active
c4 | A1 | Emil Rau | Accountant | emil@acme.example | | | 2022-05-01 | c3 | | | active

activity
id | of | kind | direction | occurred_at | participant_emails | from_email | subject | outcome | thread_id
m1 | A1 | one_to_one | | 2026-06-15 09:00 | cleo@acme.example;ann@us.example | | Plans for 2027 | Budget agreed |
m2 | A1 | qbr | | 2026-04-14 09:00 | cleo@acme.example;theo@acme.example | | QBR Q2 2026 | |
m3 | A1 | qbr | | 2026-01-13 09:00 | cleo@acme.example | | QBR Q1 2026 | |
m4 | A1 | one_to_one | | 2026-05-18 09:00 | cleo@acme.example | | Roadmap | |
m5 | A1 | one_to_one | | 2026-06-10 09:00 | theo@acme.example | | Platform | |
e1 | A1 | email | outbound | 2026-05-04 09:00 | cleo@acme.example | ann@us.example | Numbers | | t1
e2 | A1 | email | inbound | 2026-05-06 09:00 | ann@us.example | cleo@acme.example | Re: Numbers | | t1

goal
id | of | our_initiative | their_priority | alignment | tied_to_renewal
g1 | A1 | Automation | Cash | high | yes
g2 | A1 | Portal | Speed | low |

outcome_metric
id | of | metric | value | unit | baseline | target | measured_on
o1 | A1 | Automated invoices | 82 | percent | 40 | 75 | 2026-05-31
o2 | A1 | Days to close | 9.5 | days | 10 | 5 | 2026-05-31

opportunity
id | of | name | outcome | amount | currency | close_on | created_on
d1 | A1 | Renewal 2026 | open | 450000 | EUR | 2026-12-31 | 2026-01-01
d2 | A1 | Second site | open | 120000 | USD | 2026-09-30 | 2026-02-01
d3 | A1 | Old deal | won | 5000 | EUR | 2025-09-30 | 2025-02-01

opportunity_contact
id | opportunity | contact | role
r1 | d1 | c1 | economic_buyer
r2 | d2 | c1 | decision_maker
r3 | d3 | c1 | decision_maker
r4 | d1 | c2 | evaluator

account_plan
id | of | objective | due_on | needs_executive_engagement | status
p1 | A1 | Roll out to Lyon | 2026-08-15 | yes | on_track
"""


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a database with the account and its scores; tests take copies."""
    folder = tmp_path_factory.mktemp("acme")
    with Store.open(folder / "rapport.duckdb", clock=fixed(NOW), threads=2) as store:
        World(store, ACME)
    return folder


@pytest.fixture
def acme(told: Path, tmp_path: Path) -> Iterator[World]:
    folder = tmp_path / "acme"
    shutil.copytree(told, folder)
    with Store.open(folder / "rapport.duckdb", clock=fixed(NOW), threads=2) as store:
        yield World(store)
