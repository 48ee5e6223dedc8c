"""Four accounts as their exports would tell of them, and the sheets that come of them.

``python -m tests.unit.sponsors.outreach.examples`` writes the sheets anew to
``prompts/executive_outreach/examples``; a test holds them to what a gathering gives.
"""

from __future__ import annotations

import csv
import json
import tempfile
from datetime import date, datetime, time
from pathlib import Path

from core.actor import LOCAL
from core.capture import ImportOptions, plan, publish
from core.clock import fixed
from core.drafting.fact import FactSheet
from core.drafting.kind import DraftRequest
from core.policy import ensure_shipped
from core.settings import PROJECT_ROOT
from core.sponsors.outreach.facts import gather
from core.store import ModelSet, Store, refresh
from tests.spec.world import key

FOLDER = PROJECT_ROOT / "prompts" / "executive_outreach" / "examples"
SENDER = "maya@ours.example"

US = """
users
email             | full_name    | role                            | time_zone
maya@ours.example | Maya Okonjo  | Senior Customer Success Manager | Europe/London
tom@ours.example  | Tom Ferreira | VP Customer Success             | America/New_York
"""

RICH = """
accounts
account_id | name             | domain            | tier       | region | country       | time_zone        | owner_email       | arr_amount | currency | renewal_on
A1         | Global Retail Co | globalretail.example | enterprise | NA  | United States | America/New_York | maya@ours.example | 450000     | USD      | 2026-04-05

account_team
account_id | email            | role
A1         | tom@ours.example | executive_sponsor

contacts
contact_id | account_id | full_name       | title                    | email                                | phone        | country       | role              | is_primary_sponsor | started_on | priorities                                    | consent
C1         | A1         | Jennifer Walsh  | Chief Executive Officer  | jennifer.walsh@globalretail.example  | +12125550101 | United States | decision_maker    | false              | 2024-03-01 |                                               | unknown
C2         | A1         | Robert Kim      | Chief Financial Officer  | robert.kim@globalretail.example      | +12125550102 | United States | economic_buyer    | false              | 2023-09-01 | Predictable operating cost;One view of margin | given
C3         | A1         | Amanda Chen     | CTO                      | amanda.chen@globalretail.example     | +12125550103 | United States | executive_sponsor | true               | 2022-05-15 |                                               | given
C4         | A1         | Luis Ortega     | Director of Store Systems | luis.ortega@globalretail.example    |              | United States | champion          | false              |            |                                               | given

activities
activity_id | account_id | kind       | direction | occurred_at          | participants                                                                                          | from_email                       | subject
V1          | A1         | qbr        |           | 2025-06-11T14:00:00Z | amanda.chen@globalretail.example;robert.kim@globalretail.example;maya@ours.example                    |                                  | Quarterly business review
V2          | A1         | qbr        |           | 2025-10-08T14:00:00Z | amanda.chen@globalretail.example;maya@ours.example                                                    |                                  | Quarterly business review
V3          | A1         | one_to_one |           | 2025-11-19T15:00:00Z | amanda.chen@globalretail.example;maya@ours.example                                                    |                                  | Roadmap
V4          | A1         | email      | outbound  | 2025-12-02T10:00:00Z | amanda.chen@globalretail.example;maya@ours.example                                                    | maya@ours.example                | Figures
V5          | A1         | email      | inbound   | 2025-12-03T16:20:00Z | amanda.chen@globalretail.example;maya@ours.example                                                    | amanda.chen@globalretail.example | Re: Figures
V6          | A1         | qbr        |           | 2026-01-28T15:00:00Z | amanda.chen@globalretail.example;robert.kim@globalretail.example;maya@ours.example                    |                                  | Q1 business review

outcomes
account_id | metric                     | value   | unit    | baseline | target | measured_on
A1         | Operational cost reduction | 32      | percent | 0        | 25     | 2025-12-31
A1         | Annual savings             | 1890000 | USD     | 0        | 1500000 | 2025-12-31
A1         | Business units live        | 5       | units   | 2        | 5      | 2025-12-31

goals
goal_id | account_id | our_initiative         | their_priority                  | alignment | tied_to_renewal
G1      | A1         | Store operations suite | Predictable operating cost      | high      | true
G2      | A1         | Margin reporting       | One view of margin              | medium    | false

account_plans
plan_id | account_id | objective          | due_on     | needs_executive_engagement | status
P1      | A1         | Secure the renewal | 2026-03-06 | true                       | on_track

opportunities
opportunity_id | account_id | name                               | stage       | amount | currency | close_on   | outcome | created_on
O1             | A1         | Global Retail - First order        | Closed Won  | 210000 | USD      | 2022-04-05 | won     | 2021-12-01
O2             | A1         | Global Retail - Renewal 2026       | Negotiation | 450000 | USD      | 2026-04-05 | open    | 2025-11-03

features
account_id | feature            | in_use | first_seen_on | last_seen_on
A1         | Margin reporting   | true   | 2024-02-12    | 2026-01-03
A1         | Scheduled exports  | true   | 2023-05-02    | 2026-01-04
A1         | Demand forecasting | false  |               |

roadmap
item_id | feature          | title                          | planned_on | status
M1      | Margin reporting | Margin reporting: store groups | 2026-04-30 | planned

releases
release | released_on | item_id | feature           | title
8.2     | 2025-12-09  | R1      | Scheduled exports | Exports to object storage

signals
account_id | kind | observed_on | title                                     | source_url
A1         | news | 2025-12-15  | Opens a distribution centre in Columbus   | https://news.example/global-retail

tickets
ticket_id | account_id | subject        | priority | status | opened_at            | component
T1        | A1         | Report is slow | P3       | open   | 2026-01-02T09:00:00Z | Reporting
"""

THIN = """
accounts
account_id | name               | country | owner_email
A1         | Hafenblick Spedition GmbH | Germany | maya@ours.example

contacts
contact_id | account_id | full_name      | title             | email
C1         | A1         | Dr. Anke Weber | Geschäftsführerin | weber@hafenblick.example
"""

RED = """
accounts
account_id | name               | domain           | tier       | country        | time_zone     | owner_email       | arr_amount | currency | renewal_on
A1         | Northmoor Foods plc | northmoor.example | mid_market | United Kingdom | Europe/London | maya@ours.example | 185000     | GBP      | 2026-03-31

contacts
contact_id | account_id | full_name     | title                    | email                       | country        | role              | is_primary_sponsor | started_on | status
C1         | A1         | Priya Raman   | Chief Technology Officer | priya.raman@northmoor.example | United Kingdom | executive_sponsor | true             | 2025-02-01 | active
C2         | A1         | George Whitby | Chief Operating Officer  | george.whitby@northmoor.example | United Kingdom | decision_maker  | false            | 2021-07-01 | left

activities
activity_id | account_id | kind    | direction | occurred_at          | participants                                        | from_email | subject
V1          | A1         | qbr     |           | 2025-09-16T10:00:00Z | priya.raman@northmoor.example;maya@ours.example     |            | Business review
V2          | A1         | meeting |           | 2025-12-17T10:00:00Z | priya.raman@northmoor.example;maya@ours.example     |            | Integration

outcomes
account_id | metric           | value | unit  | baseline | target | measured_on
A1         | Order cycle time | 44.5  | hours | 52       | 30     | 2025-12-31

goals
goal_id | account_id | our_initiative           | their_priority                     | alignment | tied_to_renewal
G1      | A1         | ERP integration roll-out | No missed deliveries in the season | high      | true

tickets
ticket_id | account_id | subject                       | priority | status | opened_at            | component
T1        | A1         | Orders are lost after upgrade | P1       | open   | 2025-12-22T08:00:00Z | Integration
T2        | A1         | Webhooks late                 | P2       | open   | 2025-12-19T08:00:00Z | Integration
T3        | A1         | Label cut off                 | P4       | open   | 2026-01-03T08:00:00Z | Mobile

heartbeats
account_id | integration | seen_at              | api_calls
A1         | ERP         | 2025-12-30T06:00:00Z | 1200
"""

EXPANSION = """
accounts
account_id | name            | domain         | tier       | country | time_zone    | owner_email       | arr_amount | currency | renewal_on
A1         | Lumière Optique SA | lumiere.example | mid_market | France | Europe/Paris | maya@ours.example | 96000     | EUR      | 2026-11-30

contacts
contact_id | account_id | full_name       | title                   | email                          | phone        | country | role              | is_primary_sponsor | started_on | priorities
C1         | A1         | Chloé Béranger  | Chief Operating Officer | chloe.beranger@lumiere.example | +33199005501 | France  | executive_sponsor | true               | 2023-01-09 | Faster fitting in every shop

activities
activity_id | account_id | kind              | direction | occurred_at          | participants                                     | from_email                     | subject
V1          | A1         | strategic_checkin |           | 2025-11-04T09:00:00Z | chloe.beranger@lumiere.example;maya@ours.example |                                | Plans for the year
V2          | A1         | email             | outbound  | 2025-12-09T09:00:00Z | chloe.beranger@lumiere.example;maya@ours.example | maya@ours.example              | Figures
V3          | A1         | email             | inbound   | 2025-12-09T15:30:00Z | chloe.beranger@lumiere.example;maya@ours.example | chloe.beranger@lumiere.example | Re: Figures
V4          | A1         | qbr               |           | 2025-12-16T09:00:00Z | chloe.beranger@lumiere.example;maya@ours.example |                                | Business review

outcomes
account_id | metric                     | value | unit    | baseline | target | measured_on
A1         | Share of automated orders  | 82    | percent | 41       | 75     | 2025-12-31
A1         | Help-desk calls            | 118   | per month | 240    | 120    | 2025-12-31

goals
goal_id | account_id | our_initiative | their_priority               | alignment | tied_to_renewal
G1      | A1         | Shop workflow  | Faster fitting in every shop | high      | false

opportunities
opportunity_id | account_id | name                   | stage    | amount | currency | close_on   | outcome | created_on
O1             | A1         | Lumière - Pilot        | Won      | 40000  | EUR      | 2023-03-15 | won     | 2022-12-01
O2             | A1         | Lumière - Second site  | Proposal | 28000  | EUR      | 2026-03-20 | open    | 2025-12-17
O3             | A1         | Lumière - Forecasting  | Discovery | 15000 | USD      | 2026-05-29 | open    | 2025-12-18

features
account_id | feature            | in_use | first_seen_on | last_seen_on
A1         | Order routing      | true   | 2023-06-01    | 2026-01-04
A1         | Mobile app         | true   | 2024-09-01    | 2026-01-04
A1         | Demand forecasting | false  |               |

roadmap
item_id | feature            | title                            | planned_on | status
M1      | Demand forecasting | Demand forecasting: shop level   | 2026-03-31 | in_progress
"""

DAY = date(2026, 1, 5)
EXAMPLES = {"rich": (RICH, "C2"), "thin": (THIN, "C1"), "red": (RED, "C1"), "expansion": (EXPANSION, "C1")}  # fmt: skip


def imported(store: Store, models: ModelSet, folder: Path, text: str, day: date = DAY) -> Store:
    """Write the tables as template files, import them, and compute the scores of ``day``."""
    ensure_shipped(store)
    paths = _write(folder, text)
    exported = datetime.combine(day, time(0, 30))
    options = ImportOptions(exported_at=exported)
    result = publish(store, LOCAL, plan(store, LOCAL, paths, options=options))
    refused = [problem for found in result.files for problem in found.problems]
    if refused:
        raise AssertionError(refused)
    refresh(store, models, day, LOCAL)
    return store


def _write(folder: Path, text: str) -> list[Path]:
    paths = []
    for block in text.strip().split("\n\n"):
        name, *lines = block.splitlines()
        paths.append(folder / f"{name}.csv")
        with paths[-1].open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([cell.strip() for cell in line.split("|")] for line in lines)
    return paths


def example(name: str, models: ModelSet, folder: Path) -> FactSheet:
    """The sheet of one of the four accounts."""
    text, contact = EXAMPLES[name]
    request = DraftRequest(
        "executive_outreach", key("A1"), "strategic_alignment", DAY, SENDER, key(contact)
    )
    clock = fixed(datetime.combine(DAY, time(9)))
    with Store.open(folder / "rapport.duckdb", clock=clock, threads=2) as store:
        imported(store, models, folder, f"{US.strip()}\n\n{text.strip()}")
        return gather(store, LOCAL, request)


def as_text(sheet: FactSheet) -> str:
    """As the file of an example has it."""
    return json.dumps(sheet.to_dict(), indent=1, ensure_ascii=False) + "\n"


def main() -> None:
    models = ModelSet.load()
    for name in EXAMPLES:
        with tempfile.TemporaryDirectory() as folder:
            text = as_text(example(name, models, Path(folder)))
        (FOLDER / f"{name}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
