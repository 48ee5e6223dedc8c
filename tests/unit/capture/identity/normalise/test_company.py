"""Company names: what is left when the legal form is taken away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.capture.identity.normalise import company, fold


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("Müller GmbH & Co. KG", "muller"),
        ("Mueller GmbH", "muller"),
        ("ACME Corporation, Inc.", "acme"),
        ("Acme Corp", "acme"),
        ("株式会社トヨタ", "toyota"),
        ("S.A. Dupont", "sa dupont"),
        ("Grupo Bimbo, S.A.B. de C.V.", "grupo bimbo"),
        ("Tata Consultancy Services Pvt. Ltd.", "tata consultancy services"),
        ("Data Dog (UK) Ltd", "data dog"),
        ("Marks & Spencer plc", "marks and spencer"),
        ("Marks and Spencer", "marks and spencer"),
        ("O'Reilly Media, Inc.", "oreilly media"),
        ("Société Générale S.A.", "societe generale"),
        ("Carlyle Group", "carlyle group"),
    ],
)
def test_the_legal_form_and_the_spelling_do_not_tell_companies_apart(name: str, core: str) -> None:
    found = company(name)
    assert found is not None
    assert found.core == core


@pytest.mark.parametrize("name", ["GmbH", "Ltd.", "The Co"])
def test_a_name_that_is_nothing_but_a_legal_form_is_kept(name: str) -> None:
    found = company(name)
    assert found is not None
    assert found.core


def test_initials_are_those_of_the_long_name_and_the_short_name_itself() -> None:
    long, short = company("International Business Machines Corp."), company("I.B.M.")
    assert long is not None
    assert short is not None
    assert long.initials == short.initials == "ibm"


@pytest.mark.parametrize("name", [None, "", "  ", "...", "()"])
def test_no_name_is_no_company(name: str | None) -> None:
    assert company(name) is None


@given(st.text(max_size=60))
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=60))
def test_any_text_can_be_read_as_a_company(text: str) -> None:
    found = company(text)
    assert found is None or (found.core and found.joined == found.core.replace(" ", ""))
