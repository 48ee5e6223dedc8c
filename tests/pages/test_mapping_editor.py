"""The mapping editor: what it writes, what it says, and what it learned."""

from __future__ import annotations

import pytest

from core.capture.mapping.model import parse_mapping
from core.capture.model import Suggestion
from core.errors import InvalidInput
from core.ui.imports import mapping


def test_first_and_last_name_make_up_one_name() -> None:
    text = mapping.document(
        system="own",
        name="people",
        table="contact",
        identity="No",
        columns={"Voornaam": "full_name", "Achternaam": "full_name", "Mail": "email"},
    )
    fields = parse_mapping(text).target[0].fields
    assert fields["full_name"].join == (("Voornaam",), ("Achternaam",))
    assert fields["full_name"].required


def test_other_fields_take_one_column() -> None:
    with pytest.raises(InvalidInput, match="same field"):
        mapping.document(
            system="own",
            name="people",
            table="contact",
            identity="No",
            columns={"A": "full_name", "B": "email", "C": "email"},
        )


def test_an_owner_is_looked_up_among_our_people() -> None:
    text = mapping.document(
        system="own",
        name="customers",
        table="account",
        identity="No",
        columns={"Kunde": "name", "Betreuer": "owner_email"},
    )
    assert parse_mapping(text).target[0].fields["owner_email"].as_ == "member"


def test_a_suggestion_says_why_and_what_else() -> None:
    one = Suggestion("A", "contact", "email", 0.8, "email", "its values are emails", ("full_name",))
    said = mapping._why(one)
    assert said.startswith("its values are emails; or ")
    assert "full name" in said
