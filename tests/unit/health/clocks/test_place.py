"""Where an account works, from what its record says."""

from __future__ import annotations

import pytest

from core.health.clocks.place import place_of


@pytest.mark.parametrize(
    ("texts", "country", "part", "zone"),
    [
        (("Germany", "EMEA", "Europe/Berlin"), "DE", None, "Europe/Berlin"),
        (("Deutschland", "Bayern", ""), "DE", "BY", "Europe/Berlin"),
        (("DE", "DE-BY", ""), "DE", "BY", "Europe/Berlin"),
        (("USA", "California", "America/Los_Angeles"), "US", "CA", "America/Los_Angeles"),
        (("Italy", "NA", ""), "IT", None, "Europe/Rome"),
        (("", "", "Asia/Tokyo"), "JP", None, "Asia/Tokyo"),
        (("Atlantis", "", ""), None, None, "UTC"),
        (("Japan", "", "Mars/Olympus"), "JP", None, "Asia/Tokyo"),
    ],
)
def test_the_texts_of_a_record_name_a_place(texts, country, part, zone):
    found = place_of(*texts)
    assert (found.country, found.subdivision, found.time_zone) == (country, part, zone)


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (("Japan", "", ""), ""),
        (("United States", "", "America/Chicago"), ""),
        (("United States", "", ""), "several time zones"),
        (("", "", ""), "No country is known"),
        (("", "", ""), "taken as UTC"),
    ],
)
def test_what_had_to_be_assumed_is_said(texts, said):
    note = place_of(*texts).note
    assert said in note if said else note == ""
