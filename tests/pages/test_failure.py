"""What goes wrong is said with an id; the log tells where, and never with a customer's data."""

from __future__ import annotations

import logging

import pytest
from streamlit.testing.v1 import AppTest

SCRIPT = """
from core.errors import NotFound
from core.ui import failure

def broken():
    secret = "Northwind Traders"
    raise ValueError(secret)

try:
    {raised}
except Exception as error:
    assert failure.on_script_error(error)
"""


def test_security_27_a_defect_is_shown_with_an_id_and_logged_without_values(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.DEBUG):
        page = AppTest.from_string(SCRIPT.replace("{raised}", "broken()")).run()
    assert not page.exception
    number = page.error[0].value.split("id ")[1].split()[0]
    told = [record.getMessage() for record in caplog.records if number in record.getMessage()]
    assert len(told) == 1
    assert "ValueError" in told[0]
    assert "Northwind" not in caplog.text
    assert "Northwind" not in page.error[0].value


def test_what_a_person_can_put_right_is_said_with_its_remedy() -> None:
    raised = "raise NotFound('No account [x](https://evil.example).', 'Choose another.')"
    page = AppTest.from_string(SCRIPT.replace("{raised}", raised)).run()
    assert "Choose another" in page.error[0].value
    assert "](https" not in str(page.error[0].proto)
