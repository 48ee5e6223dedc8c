"""Every fact the coach can speak of: those of letters to executives, and a few of its own.

All of it is for our own people's eyes, so that nothing is held back as internal.
"""

from __future__ import annotations

from core.drafting.fact import FactKind as K
from core.drafting.fact_spec import FactSpec as F
from core.drafting.fact_spec import Group
from core.drafting.gathering.catalogue import COMMON, NEWS

OPERATIONS = Group("Operations", (
    F("tickets.open", (K.COUNT,), "Open tickets", "All open at the date.", "tickets"),
    F("tickets.critical", (K.COUNT,), "Open tickets of priority P1 or P2", "Absent without any.", "tickets"),
    F("tickets.resolved", (K.COUNT,), "Tickets resolved lately", "Solved or closed within the last 90 days; absent without any.", "tickets"),
    F("integrations.silent", (K.COUNT,), "Integrations that are silent", "Without a heartbeat for longer than the policy allows; absent without any.", "integrations"),
))  # fmt: skip

CATALOGUE: tuple[Group, ...] = (*COMMON, OPERATIONS, NEWS)
