"""What the page Duplicates shows of values, in the words of every other page."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from core.ui.duplicates import fields


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (datetime(2025, 2, 6, 9, 30), "6 Feb 2025 09:30 UTC"),
        (date(2025, 3, 3), "3 Mar 2025"),
        (True, "Yes"),
        (["A", "B"], "A, B"),
        ("2025-03-03 is no date", "2025-03-03 is no date"),
        ("", None),
    ],
)
def test_a_value_of_a_record_is_shown_as_people_read_it(value: object, shown: str | None) -> None:
    assert fields.text(value) == shown


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("2025-02-06 09:30:00", "6 Feb 2025 09:30 UTC"),
        ("2025-03-03", "3 Mar 2025"),
        ("2025-13-99", "2025-13-99"),
        ("true", "Yes"),
        ('["A", "B"]', "A, B"),
        ("91302653", "91302653"),
    ],
)
def test_a_value_kept_as_text_reads_like_the_records_it_comes_from(kept: str, shown: str) -> None:
    assert fields.golden_text(kept) == shown


@pytest.mark.parametrize(
    ("field", "kept", "value", "shown"),
    [
        ("tier", "smb", "smb", "SMB"),
        ("role", "executive_sponsor", "executive_sponsor", "Executive sponsor"),
        ("arr_amount", "12900.00", Decimal("12900.00"), "12,900"),
        ("amount", "12900.50", Decimal("12900.50"), "12,900.5"),
        ("amount", "about 5", "about 5", "about 5"),
        ("name", "smb", "smb", "smb"),
    ],
)
def test_known_words_and_amounts_read_as_on_other_pages(
    field: str, kept: str, value: object, shown: str
) -> None:
    assert fields.golden_text(kept, field) == shown
    assert fields.text(value, field) == shown
