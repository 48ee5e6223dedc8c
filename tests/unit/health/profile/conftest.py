"""An account with people, tickets, integrations, systems, a roadmap and a deal; and another's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from core.actor import Actor, Role
from core.clock import fixed
from core.store import ModelSet, Store
from tests.conftest import NOW
from tests.spec.world import World

ANN = Actor("ann@us.example", frozenset({Role.CSM}))
BOB = Actor("bob@us.example", frozenset({Role.CSM}))
LEE = Actor("lee@us.example", frozenset({Role.ANALYST}))
ADA = Actor("ada@us.example", frozenset({Role.ADMIN}))

TABLES = """
accounts
account_id | name | tier | owner_email
A          | Acme | smb  | ann@us.example
B          | Bolt | smb  | bob@us.example

contacts
contact_id | account_id | full_name  | title               | technical_maturity
eve        | A          | Eve Adams  | Software Engineer   | medium
max        | A          | Max Moreau | Procurement Manager |
zoe        | B          | Zoe Zed    | CFO                 | low

tickets
ticket_id | account_id | requester_email | opened_at        | subject                     | component
T1        | A          | eve             | 2026-06-01 10:00 | Webhook retries, request id | Integration
T2        | A          | eve             | 2026-06-02 10:00 | API answers 429             | Integration
T3        | A          | eve             | 2026-06-03 10:00 | Our own script reads Prism  | Integration
T4        | A          | max             | 2026-06-04 10:00 | ERP connector is silent     | Integration
T5        | A          | max             | 2026-06-05 10:00 | Forecasting looks wrong     | Reporting

activities
activity_id | account_id | kind  | direction | occurred_at      | from_email | participants | subject      | thread_id | outcome
M1          | A          | email | outbound  | 2026-06-01 10:00 | us         | eve          | Next steps   | t1        |
M2          | A          | email | inbound   | 2026-06-02 10:00 | eve        | us           | Re: Next     | t1        |
M3          | A          | email | outbound  | 2026-05-01 10:00 | us         | max          | Lost         | t2        |
M4          | A          | email | outbound  | 2026-06-25 10:00 | us         | max          | Fresh        | t3        |
M5          | A          | qbr   |           | 2026-06-10 10:00 |            | eve          | Review       |           | Went well
M6          | A          | note  |           | 2026-06-11 10:00 |            |              | For us alone |           |

heartbeats
account_id | integration   | seen_at          | api_calls
A          | ERP connector | 2026-06-30 00:10 | 100
A          | ERP connector | 2026-06-29 00:10 | 300
A          | Label printer | 2026-01-01 00:10 | 10

features
account_id | feature | in_use | first_seen_on
A          | Returns | yes    | 2025-01-01
A          | Audit   | no     | 2025-01-01
A          | Later   | yes    | 2027-01-01

environment
account_id | application | category  | note
A          | Kontor ERP  | ERP       | being replaced next year
A          | Prism       | Reporting |

releases
item_id | release | released_on | feature     | title
I1      | 7.1     | 2026-05-01  | Forecasting | Faster
I2      | 7.1     | 2026-05-01  | ERP export  | Sooner
I3      | 7.1     | 2026-05-01  | Scanning    | Lighter

roadmap
item_id | feature | title           | planned_on | status
R1      | Returns | Returns anew    | 2026-09-01 | planned
R2      | Audit   | Audit anew      | 2026-10-01 | planned
R3      | Other   | Read Kontor ERP | 2026-11-01 | planned

goals
account_id | our_initiative    | alignment
A          | Automated returns | high

opportunities
opportunity_id | account_id | name    | outcome | close_on   | owner_email
D1             | A          | Renewal | open    | 2026-08-01 | sal@us.example
"""


@pytest.fixture(scope="package")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The tables above, for tests that only read."""
    path = tmp_path_factory.mktemp("profile") / "rapport.duckdb"
    with Store.open(path, clock=fixed(NOW), threads=2) as store:
        yield World(store, ModelSet.load(), TABLES)


@pytest.fixture
def world(store: Store) -> World:
    """The tables above, in a database of the test's own."""
    return World(store, ModelSet.load(), TABLES)
