"""Whose clock a person lives by, and which country a source means."""

from __future__ import annotations

from datetime import date

import pytest

from core.accounts.countries import country_code, country_of_zone
from core.accounts.zones import distinct, zones_of

ON = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("United States", "US"),
        ("USA", "US"),
        ("U.S.", "US"),
        ("us", "US"),
        ("Deutschland", "DE"),
        ("Türkiye", "TR"),
        ("Turkey", "TR"),
        ("Czech Republic", "CZ"),
        ("UK", "GB"),
        ("England", "GB"),
        ("Frankreich", "FR"),
        ("日本", "JP"),
        ("Atlantis", None),
        ("", None),
        (None, None),
    ],
)
def test_a_country_is_known_by_code_and_by_its_names_in_many_languages(text, code):
    assert country_code(text) == code


def test_the_record_says_first():
    found = zones_of(zone="Asia/Tokyo", phone="+12125550101", country="United States", on=ON)
    assert found.names == ("Asia/Tokyo",)
    assert found.sentence == "Time zone Asia/Tokyo, from the contact's record."


def test_a_record_that_names_no_zone_is_passed_over():
    assert zones_of(zone="PST8 or so", phone="+12125550101", on=ON).names == ("America/New_York",)


def test_then_the_phone_number_in_the_countrys_own_name_for_the_zone():
    found = zones_of(phone="+912255550101", country="India", on=ON)
    assert (found.names, found.source) == (("Asia/Kolkata",), "the phone number")


def test_then_the_country_where_it_keeps_one_time():
    assert zones_of(country="Germany", on=ON).names == ("Europe/Berlin",)


def test_of_several_the_accounts_own_zone_is_taken_when_it_is_one_of_them():
    found = zones_of(country="United States", account_zone="America/Chicago", on=ON)
    assert found.names == ("America/Chicago",)
    assert found.is_of_account
    assert "the account's zone" in found.source


def test_several_stay_several_and_are_told():
    found = zones_of(country="Portugal", account_zone="Asia/Tokyo", on=ON)
    assert found.names[0] == "Europe/Lisbon"
    assert len(found.names) == 2  # Madeira keeps Lisbon's time, the Azores do not
    assert found.sentence.startswith("One of 2 time zones, from the country: Europe/Lisbon")


def test_a_free_number_tells_less_than_the_country():
    found = zones_of(phone="+18005551234", country="Canada", account_zone="America/Toronto", on=ON)
    assert found.names == ("America/Toronto",)


def test_last_the_account_and_failing_that_nothing():
    assert zones_of(account_zone="Europe/Oslo", on=ON).names == ("Europe/Oslo",)
    nothing = zones_of(phone="unknown", country="Atlantis", on=ON)
    assert nothing.names == ()
    assert "import contacts with time_zone" in nothing.sentence


def test_zones_that_keep_the_same_time_count_once():
    assert distinct(["Europe/Berlin", "Europe/Paris", "Europe/London", "nonsense"], ON) == (
        "Europe/Berlin",
        "Europe/London",
    )


def test_a_zone_belongs_to_a_country_or_to_none():
    assert country_of_zone("Europe/London") == "GB"
    assert country_of_zone("Etc/UTC") is None


def test_a_zone_is_called_by_the_numbers_own_city_and_never_by_a_station():
    assert zones_of(phone="+61291234567", country="Australia", on=ON).names == ("Australia/Sydney",)
    names = zones_of(country="Australia", on=ON).names
    assert not any(name.startswith("Antarctica") for name in names)
