"""Every fact that an executive outreach can be given: read by prompts, docs and checks.

Order counts: it is the order of the facts in a sheet, and of items of one name the strongest comes first.
"""

from __future__ import annotations

from core.drafting.fact_spec import Group
from core.drafting.gathering.catalogue import COMMON, MEETING_TIMES, NEWS

CATALOGUE: tuple[Group, ...] = (*COMMON, NEWS, MEETING_TIMES)
"""Groups of facts in the order of a sheet."""
