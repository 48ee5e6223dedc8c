"""A draft and the outbox as a terminal shows them."""

from __future__ import annotations

from typing import Any

from core.cli.output import plain, result, table


def show_draft(draft: dict[str, Any]) -> None:
    """Who, the letter, its claims with their facts and rows, and what stands in its way."""
    letter = draft["letter"]
    result(
        f"Draft {draft['draft_id']}, {_words(draft['status'])}: {_words(draft['purpose'])} for "
        f"{plain(draft['account_name'])} ({draft['account_id']})"
    )
    result(f"To:      {_person(draft['recipient_name'], draft['recipient_email'])}")
    result(f"From:    {draft['sender']}")
    result(f"Subject: {plain(letter['subject'])}\n")
    result(plain(letter["body"]) + "\n")
    result(
        f"{letter['words']} words by {_writer(draft['writer'])}, version {draft['version']}, "
        f"prompt {draft['prompt_version']}."
    )
    if draft["note"]:
        result(plain(draft["note"]))
    _claims(draft["claims"])
    _standing(draft)


def show_list(page: dict[str, Any]) -> None:
    """The outbox as a table."""
    columns = ["Draft", "Status", "Account", "To", "Purpose", "Subject", "Unproven", "Changed"]
    rows = [
        [
            row["draft_id"],
            _words(row["status"]),
            row["account_name"],
            row["recipient_name"],
            _words(row["purpose"]),
            row["subject"],
            row["unmatched"],
            row["changed_at"],
        ]
        for row in page["items"]
    ]
    table(columns, rows)
    result(f"{len(rows)} of {page['total']} drafts.")


def _claims(claims: list[dict[str, Any]]) -> None:
    rows = [
        [claim["words"], _words(claim["standing"]), *_proof(claim, claim["facts"])]
        for claim in claims
    ]
    result("")
    table(["Claim", "Stands", "Fact", "Says", "Rows"], rows)


def _proof(claim: dict[str, Any], facts: list[dict[str, Any]]) -> tuple[str, str, str]:
    if not facts:
        return "", claim["reason"], ""
    best = facts[0]
    rows = ", ".join(_row(row) for row in best["sources"]) or best["origin"]
    return best["label"], best["said"], rows


def _row(row: dict[str, Any]) -> str:
    if row["file"] is None:
        return f"{row['system']}:{row['id']}"
    inside = f"/{row['member']}" if row["member"] else ""
    return f"{row['file']}{inside}:{row['line']} ({row['system']}:{row['id']})"


def _standing(draft: dict[str, Any]) -> None:
    for item in draft["missing"]:
        result(f"Missing: {plain(item['label'])}. {plain(item['remedy'])}")
    for block in draft["blocks"]:
        word = "Blocked" if block["stops"] else "Note"
        result(
            f"{word}: {plain(block['message'])} Who could lift it: {plain(block['who_could_lift'])}"
        )
    unproven = sum(claim["standing"] == "unmatched" for claim in draft["claims"])
    if unproven:
        result(f"{unproven} of {len(draft['claims'])} claims are proven by no fact.")
    approval = draft["approval"]
    if approval is not None and approval["voided_at"]:
        result(f"The approval is void: {plain(approval['void_reason'])}")
        for change in approval["changes"]:
            result(f"  {plain(change)}")
    elif approval is not None:
        result(f"Approved by {approval['approved_by']} until {approval['expires_at']:%Y-%m-%d}.")


def _person(name: str, email: str) -> str:
    return f"{plain(name)} <{email}>" if email else f"{plain(name)}, no address known"


def _writer(name: str) -> str:
    return {"template": "the template", "claude": "Claude", "person": "a person"}.get(name, name)


def _words(name: str) -> str:
    return name.replace("_", " ")
