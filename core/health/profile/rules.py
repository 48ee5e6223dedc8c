"""The rules that find what could be built together: the statements in ``sql/rule/`` find, these words tell.

What the statements read as words is data: ``data/codevelopment.toml``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class OpportunityRule:
    """``sentence`` says what was found, ``why`` what it is worth, ``next_step`` what to do about it."""

    name: str
    title: str
    sentence: str
    why: str
    next_step: str


RULES = (
    OpportunityRule(
        "offers_to_test",
        "They offer to test",
        "On {subject} they wrote of testing or piloting with us ({detail}), in {messages}.",
        "Who offers to test has a need, and the people for it.",
        "Put them in touch with product for a pilot on {subject}.",
    ),
    OpportunityRule(
        "built_their_own",
        "They built something of their own",
        "On {subject} they wrote of work of their own beside the product ({detail}), in {messages}.",
        "What a customer builds beside a product shows what it lacks, and is half of the way there.",
        "Ask to see what they built for {subject}, and whether to make it part of the product.",
    ),
    OpportunityRule(
        "design_partner",
        "Design partner for what is planned",
        "They use {detail} and wrote {tickets} about it; {subject} is planned for {due}.",
        "Those who use a feature hard know best what its next version needs.",
        "Invite them to shape {subject} before it is built.",
    ),
    OpportunityRule(
        "asks_for_connection",
        "They ask for a connection",
        "On {subject} they asked for an interface or a connection ({detail}), in {messages}.",
        "A connection that is asked for is used, and hard to leave.",
        "Clarify what has to flow between {subject} and the product, and who would build it.",
    ),
    OpportunityRule(
        "unconnected_system",
        "System without a connection",
        "They run {subject}{category}; no integration of ours reaches it, and it is named in {messages} of theirs.",
        "Data that people carry between two systems by hand is a reason to connect them.",
        "Offer to connect {subject}.",
    ),
    OpportunityRule(
        "replacement_ahead",
        "Connected system is being replaced",
        "{subject}, which {detail} reaches, is on its way out.",
        "The connection ends with the system, unless the one to its successor is planned in time.",
        "Ask what follows {subject} and plan the connection to it together.",
    ),
)
"""A literal; the order is that of the cards."""
