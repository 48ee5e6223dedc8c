"""One person once: which records are of the same company or person, and the record that follows."""

from core.capture.identity.automatic import Accepted, accept, settle
from core.capture.identity.bulk import take_back
from core.capture.identity.decisions import Decided, decide, withdraw
from core.capture.identity.preview import GoldenField, golden_fields
from core.capture.identity.review import Listing, Pair, Record, clusters, history, pair, queue
from core.capture.identity.rules import choose_standing, set_rule, set_trust
from core.capture.identity.survivorship import RULES, FieldRule, rules, trust

__all__ = [
    "RULES",
    "Accepted",
    "Decided",
    "FieldRule",
    "GoldenField",
    "Listing",
    "Pair",
    "Record",
    "accept",
    "choose_standing",
    "clusters",
    "decide",
    "golden_fields",
    "history",
    "pair",
    "queue",
    "rules",
    "set_rule",
    "set_trust",
    "settle",
    "take_back",
    "trust",
    "withdraw",
]
