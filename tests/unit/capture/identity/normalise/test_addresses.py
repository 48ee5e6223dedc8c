"""Addresses, domains and phone numbers brought to one form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.capture.identity.normalise import company_domain, domain_label, email, phone


@pytest.mark.parametrize(
    ("text", "mailbox"),
    [
        ("Jane.Doe@Acme.com", "jane.doe@acme.com"),
        ("jane.doe+crm@acme.com", "jane.doe@acme.com"),
        ("j.a.n.e@gmail.com", "jane@gmail.com"),
        ("jane+x@googlemail.com", "jane@gmail.com"),
        ("+tag@acme.com", "+tag@acme.com"),
    ],
)
def test_an_address_is_the_mailbox_it_reaches(text: str, mailbox: str) -> None:
    found = email(text)
    assert found is not None
    assert found.mailbox == mailbox


@pytest.mark.parametrize(
    "text", [None, "", "jane", "jane@acme", "a@b.com, c@d.com", "<jane@acme.com>"]
)
def test_what_is_no_single_address_is_none(text: str | None) -> None:
    assert email(text) is None


def test_a_mailbox_of_many_readers_is_marked() -> None:
    shared, own = email("info@acme.com"), email("jane@acme.com")
    assert shared is not None
    assert own is not None
    assert shared.is_shared
    assert not own.is_shared


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.acme.co.uk", "acme.co.uk"),
        ("jane@mail.acme.co.uk", "acme.co.uk"),
        ("jane@gmail.com", None),
        ("x@10minutemail.com", None),
        ("", None),
        (None, None),
    ],
)
def test_a_company_s_domain_is_registrable_and_its_own(
    host: str | None, domain: str | None
) -> None:
    assert company_domain(host) == domain


def test_the_label_is_what_the_company_chose() -> None:
    assert domain_label(company_domain("www.acme.co.uk")) == domain_label("acme.de") == "acme"


@pytest.mark.parametrize(
    ("text", "country", "line"),
    [
        ("020 7946 0958", "GB", "+442079460958"),
        ("+44 (0)20 7946 0958", None, "+442079460958"),
        ("+4402079460958", None, "+442079460958"),
        ("0044 20 7946 0958", None, "+442079460958"),
        ("+1 212 555 0100 x12", None, "+12125550100;12"),
        ("(212) 555-0100", "US", "+12125550100"),
    ],
)
def test_a_number_reads_the_same_however_it_is_written(
    text: str, country: str | None, line: str
) -> None:
    found = phone(text, country)
    assert found is not None
    assert found.line == line


@pytest.mark.parametrize(
    ("text", "country"), [(None, "GB"), ("555-0100", None), ("n/a", "US"), ("12", "US")]
)
def test_a_number_that_could_mean_any_of_many_is_none(
    text: str | None, country: str | None
) -> None:
    assert phone(text, country) is None


@given(st.text(max_size=40), st.sampled_from([None, "US", "DE"]))
def test_any_text_can_be_read_as_an_address_host_or_number(text: str, country: str | None) -> None:
    email(text)
    company_domain(text)
    phone(text, country)
