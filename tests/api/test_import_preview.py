"""Previews over the API: what the Imports page shows before anything is published."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from core.actor import Role
from core.wiring import Cockpit
from tests.api.conftest import Bearer
from tests.api.test_imports import CSV, left_behind, names

MESSY = "Customers;\n\naccount_id;name;arr\nR1;Acme;1\nR2;Borel;2\nR3;x;3;4\nTotal (2 records)\n"


def test_a_preview_shows_the_reading_the_rows_and_the_lines(
    client: TestClient, bearer: Bearer, cockpit: Cockpit
) -> None:
    headers = bearer(Role.ANALYST) | CSV
    before, known = cockpit.store.data_version, names(cockpit)
    answer = client.post(
        "/api/imports/preview?file_name=a.csv", content=MESSY.encode(), headers=headers
    )
    assert answer.status_code == 200, answer.text
    (file,) = answer.json()["files"]
    assert (file["path"], file["header"]) == ("a.csv", ["account_id", "name", "arr"])
    assert file["rows"][:2] == [["R1", "Acme", "1"], ["R2", "Borel", "2"]]
    assert file["misfits"] == 1
    assert file["summary"].startswith("semicolon")
    kinds = {line["number"]: line["kind"] for line in file["lines"]}
    assert (kinds[1], kinds[3], kinds[4], kinds[6]) == ("above", "header", "record", "refused")
    assert {part["name"] for part in file["reading"]} >= {"delimiter", "header", "encoding"}
    assert (cockpit.store.data_version, names(cockpit)) == (before, known)
    assert left_behind(cockpit) == []


def test_what_is_open_is_asked_and_an_answer_changes_the_preview(
    client: TestClient, bearer: Bearer
) -> None:
    content = "account_id,name\nA1,Crème\nA2,très\n".encode("cp1252")
    headers = bearer(Role.ANALYST) | CSV
    url = "/api/imports/preview?file_name=a.csv&kind=rapport.accounts"
    (asked,) = client.post(url, content=content, headers=headers).json()["files"]
    (question,) = asked["questions"]
    assert question["name"] == "encoding"
    assert {"cp1252", "cp1250"} <= set(question["choices"])
    url += f"&{question['name']}=cp1252"
    (told,) = client.post(url, content=content, headers=headers).json()["files"]
    assert (told["questions"], told["rows"][0][1]) == ([], "Crème")


def test_what_cannot_be_read_says_why_and_shows_its_lines(
    client: TestClient, bearer: Bearer
) -> None:
    answer = client.post(
        "/api/imports/preview?file_name=page.csv",
        content=b"<!DOCTYPE html>\n<html><title>Sign in</title></html>",
        headers=bearer(Role.ANALYST) | CSV,
    )
    (file,) = answer.json()["files"]
    assert (file["kind"], file["header"], file["rows"]) == (None, [], [])
    assert "web page" in file["problems"][0]["reason"]
    assert file["lines"][0]["text"] == "<!DOCTYPE html>"


@pytest.mark.parametrize("query", ["dry_run=true", "remember=true", "header_rows=21"])
def test_a_preview_takes_no_more_than_it_needs(
    client: TestClient, bearer: Bearer, query: str
) -> None:
    answer = client.post(
        f"/api/imports/preview?file_name=a.csv&{query}",
        content=MESSY.encode(),
        headers=bearer(Role.ANALYST) | CSV,
    )
    assert answer.status_code == 422


def test_security_01_who_may_not_look_at_imports_gets_no_preview(
    client: TestClient, bearer: Bearer, cockpit: Cockpit
) -> None:
    answer = client.post(
        "/api/imports/preview?file_name=a.csv",
        content=MESSY.encode(),
        headers=bearer(Role.CSM, "ann@us.example") | CSV,
    )
    assert answer.status_code == 403
    assert left_behind(cockpit) == []
