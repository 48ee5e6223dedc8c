"""Small text tables: the way the spec tests write down what was imported.

A block is a table name, a line of column names and one line a row, cells parted by ``|``; blank lines
part blocks and an empty cell is no value. Columns are those of Rapport's own templates. To keep tables
small, a contact's e-mail defaults to ``<contact>@<account>.com``, an activity, ticket or goal without an
identifier gets one, and people in ``participants``, ``from_email``,
``requester_email`` and ``contact_email`` may be named by contact.
"""

from __future__ import annotations

from typing import Any

Row = dict[str, Any]
Tables = dict[str, list[Row]]

US = "csm@us.example"
_IDENTIFIED = {"activities": "activity_id", "goals": "goal_id", "tickets": "ticket_id"}


def parse(text: str) -> Tables:
    """Table name -> rows, with the defaults filled in."""
    tables: Tables = {}
    for block in _blocks(text):
        name, header, *lines = block
        columns = [cell.strip() for cell in header.split("|")]
        rows = tables.setdefault(name.strip(), [])
        for line in lines:
            cells = [cell.strip() or None for cell in line.split("|")]
            if len(cells) != len(columns):
                raise AssertionError(f"{len(columns)} columns and {len(cells)} cells in {line!r}")
            rows.append(dict(zip(columns, cells, strict=True)))
    return _with_defaults(tables)


def _blocks(text: str) -> list[list[str]]:
    blocks: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.strip():
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _with_defaults(tables: Tables) -> Tables:
    for row in tables.get("accounts", []):
        row.setdefault("name", row["account_id"])
    emails = {}
    for row in tables.get("contacts", []):
        row.setdefault("full_name", row["contact_id"])
        row.setdefault("email", f"{row['contact_id']}@{row['account_id']}.com".lower())
        row.setdefault("status", "active")
        emails[row["contact_id"]] = row["email"]
    emails["us"] = US
    for name, column in _IDENTIFIED.items():
        for number, row in enumerate(tables.get(name, []), start=1):
            row.setdefault(column, f"{name[0].upper()}{number}")
    for row in tables.get("activities", []):
        people = [person.strip() for person in (row.get("participants") or "").split(";")]
        row["participants"] = ";".join(emails.get(person, person) for person in people if person)
        sender = row.get("from_email")
        row["from_email"] = emails.get(sender, sender)
    for row in tables.get("signals", []):
        row["contact_email"] = emails.get(row.get("contact_email"), row.get("contact_email"))
    for row in tables.get("tickets", []):
        row.setdefault("status", "open")
        row["requester_email"] = emails.get(row.get("requester_email"), row.get("requester_email"))
    return tables
