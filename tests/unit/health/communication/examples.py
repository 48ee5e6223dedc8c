"""Three accounts as their exports would tell of them, and the technical sheets that come of them.

``python -m tests.unit.health.communication.examples`` writes the sheets anew to
``prompts/escalation_outreach/examples``; a test holds them to what a gathering gives.
"""

from __future__ import annotations

import tempfile
from datetime import date, datetime, time
from pathlib import Path

from core.actor import LOCAL
from core.clock import fixed
from core.drafting.fact import FactSheet
from core.drafting.kind import DraftRequest
from core.health.communication import gather
from core.settings import PROJECT_ROOT
from core.store import ModelSet, Store
from tests.spec.world import key
from tests.unit.sponsors.outreach.examples import SENDER, US, as_text, imported

FOLDER = PROJECT_ROOT / "prompts" / "escalation_outreach" / "examples"
DAY = date(2026, 1, 5)

RICH = """
accounts
account_id | name             | domain               | tier       | country        | time_zone     | owner_email       | arr_amount | currency | renewal_on
A1         | Harbour Foods Ltd | harbourfoods.example | enterprise | United Kingdom | Europe/London | maya@ours.example | 240000     | GBP      | 2026-09-30

account_team
account_id | email            | role
A1         | tom@ours.example | technical_account_manager

contacts
contact_id | account_id | full_name     | title                | email                             | country        | role      | technical_maturity
C1         | A1         | Priti Sandhu  | Integration Engineer | priti.sandhu@harbourfoods.example | United Kingdom | champion  | high
C2         | A1         | Owen Baxter   | Store Operations Lead | owen.baxter@harbourfoods.example | United Kingdom | evaluator | low
C3         | A1         | Helen Marsh   | Chief Executive Officer | helen.marsh@harbourfoods.example | United Kingdom | executive_sponsor | low

tickets
ticket_id | account_id | requester_email                   | subject                               | priority | status  | opened_at            | component | resolved_at
SUP-412   | A1         | priti.sandhu@harbourfoods.example | Duplicate orders after nightly sync   | P1       | open    | 2025-12-18T08:00:00Z | Orders    |
SUP-430   | A1         | owen.baxter@harbourfoods.example  | Labels print twice on the second line | P2       | open    | 2025-12-29T08:00:00Z | Printing  |
SUP-431   | A1         | owen.baxter@harbourfoods.example  | Please add two more stores            | P3       | pending | 2025-12-30T08:00:00Z | Accounts  |
SUP-380   | A1         | priti.sandhu@harbourfoods.example | Token expires too early               | P2       | closed  | 2025-11-20T08:00:00Z | Sign-in   | 2025-12-01T08:00:00Z

ticket_events
ticket_id | at                   | kind           | author_email
SUP-412   | 2025-12-19T10:00:00Z | reply          | tom@ours.example
SUP-412   | 2026-01-03T10:00:00Z | customer_reply | priti.sandhu@harbourfoods.example

heartbeats
account_id | integration    | seen_at              | api_calls
A1         | ERP connector  | 2025-12-20T06:00:00Z | 900
A1         | Label printing | 2026-01-05T06:00:00Z | 1200

environment
account_id | application    | category
A1         | Brevet Finance | ERP

features
account_id | feature       | in_use | first_seen_on | last_seen_on
A1         | Order routing | true   | 2024-05-01    | 2026-01-01
A1         | Forecasting   | false  |               |

releases
release | released_on | item_id | feature       | title                        | component
8.2     | 2025-12-09  | R1      | Order routing | Routing rules by store group | Orders

account_plans
plan_id | account_id | objective                   | due_on     | status
P1      | A1         | Stabilise the ERP connector | 2026-01-30 | on_track
P2      | A1         | Secure the renewal          | 2026-09-01 | on_track

outcomes
account_id | metric           | value | unit  | baseline | target | measured_on
A1         | Order cycle time | 31    | hours | 52       | 30     | 2025-12-31

activities
activity_id | account_id | kind | occurred_at          | participants                                          | subject
V1          | A1         | qbr  | 2026-01-28T15:00:00Z | helen.marsh@harbourfoods.example;maya@ours.example    | Business review
"""

CALM = """
accounts
account_id | name       | country | owner_email
A1         | Fjordline AS | Norway | maya@ours.example

contacts
contact_id | account_id | full_name  | title         | email                     | technical_maturity
C1         | A1         | Ingrid Dahl | IT Coordinator | ingrid@fjordline.example | medium

tickets
ticket_id | account_id | requester_email          | subject         | priority | status | opened_at            | resolved_at
SUP-77    | A1         | ingrid@fjordline.example | How to add a user | P4     | closed | 2025-12-01T08:00:00Z | 2025-12-02T08:00:00Z

heartbeats
account_id | integration   | seen_at              | api_calls
A1         | Webshop sync  | 2026-01-05T06:00:00Z | 300
"""

THIN = """
accounts
account_id | name           | country | owner_email
A1         | Quiet Mills Co | Ireland | maya@ours.example

contacts
contact_id | account_id | full_name     | title             | email
C1         | A1         | Sean Doherty  | Systems Analyst   | sean@quietmills.example
"""

EXAMPLES = {"rich": (RICH, "C1"), "calm": (CALM, "C1"), "thin": (THIN, "C1"), "plain": (RICH, "C2"), "executive": (RICH, "C3")}  # fmt: skip


def example(name: str, models: ModelSet, folder: Path) -> FactSheet:
    """The sheet of one of the accounts, for one of its people."""
    text, contact = EXAMPLES[name]
    request = DraftRequest(
        "escalation_outreach", key("A1"), "escalation_outreach", DAY, SENDER, key(contact)
    )
    clock = fixed(datetime.combine(DAY, time(9)))
    with Store.open(folder / "rapport.duckdb", clock=clock, threads=2) as store:
        imported(store, models, folder, f"{US.strip()}\n\n{text.strip()}", DAY)
        return gather(store, LOCAL, request)


def main() -> None:
    models = ModelSet.load()
    FOLDER.mkdir(exist_ok=True)
    for name in EXAMPLES:
        with tempfile.TemporaryDirectory() as folder:
            text = as_text(example(name, models, Path(folder)))
        (FOLDER / f"{name}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
