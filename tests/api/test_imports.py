"""Upload of exports over the API."""

from __future__ import annotations

import io
import threading
import time
import zipfile
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from core import capture
from core.actor import Role
from core.wiring import Cockpit
from tests.api.conftest import Bearer

ACCOUNTS = b"account_id,name,tier\nN1,Newco,smb\nN2,,smb\nN3,Third,enterprise\n"
CSV = {"Content-Type": "text/csv"}


def left_behind(cockpit: Cockpit) -> list[Path]:
    return list(cockpit.settings.home.glob("upload-*"))


def names(cockpit: Cockpit) -> set[str]:
    return {row["name"] for row in cockpit.store.rows("SELECT name FROM crm.account")}


def test_a_file_sent_as_the_body_is_imported(
    client: TestClient, bearer: Bearer, cockpit: Cockpit
) -> None:
    answer = client.post(
        "/api/imports?file_name=accounts.csv",
        content=ACCOUNTS,
        headers=bearer(Role.ANALYST) | CSV,
    )
    assert answer.status_code == 200, answer.text
    report = answer.json()
    (file,) = report["files"]
    assert file["path"] == "accounts.csv"
    assert (file["read"], file["accepted"], file["refused"]) == (3, 2, 1)
    assert file["problems"][0]["column"] == "name"
    assert report["import_id"] is not None and report["dry_run"] is False
    assert {"Newco", "Third"} <= names(cockpit)
    assert not left_behind(cockpit)


def test_a_dry_run_counts_and_changes_nothing(
    client: TestClient, bearer: Bearer, cockpit: Cockpit
) -> None:
    headers = bearer(Role.ANALYST) | CSV
    before = cockpit.store.data_version
    answer = client.post(
        "/api/imports?file_name=accounts.csv&dry_run=true", content=ACCOUNTS, headers=headers
    )
    assert answer.status_code == 200, answer.text
    report = answer.json()
    assert (report["import_id"], report["dry_run"]) == (None, True)
    assert (report["files"][0]["accepted"], report["files"][0]["refused"]) == (2, 1)
    assert cockpit.store.data_version == before
    assert "Newco" not in names(cockpit)


def test_several_files_of_a_form_are_one_import(
    client: TestClient, bearer: Bearer, cockpit: Cockpit
) -> None:
    contacts = b"contact_id,account_id,full_name\nK1,N1,Kim\n"
    answer = client.post(
        "/api/imports",
        files=[
            ("files", ("accounts.csv", ACCOUNTS, "text/csv")),
            ("files", ("contacts.csv", contacts, "text/csv")),
        ],
        headers=bearer(Role.ANALYST),
    )
    assert answer.status_code == 200, answer.text
    assert [file["path"] for file in answer.json()["files"]] == ["accounts.csv", "contacts.csv"]
    assert cockpit.store.value("SELECT count(DISTINCT import_id) FROM crm.import_batch") == 2
    assert not left_behind(cockpit)


def test_an_unknown_file_is_named_and_not_imported(
    client: TestClient, bearer: Bearer, cockpit: Cockpit
) -> None:
    answer = client.post(
        "/api/imports?file_name=odd.csv",
        content=b"shoe,size\nleft,42\nright,42\n",
        headers=bearer(Role.ANALYST) | CSV,
    )
    assert answer.status_code == 200, answer.text
    assert answer.json()["import_id"] is None
    assert answer.json()["files"][0]["kind"] is None


FORM = {"Content-Type": "multipart/form-data; boundary=x"}
JSON = {"Content-Type": "application/json"}
SIMPLE_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize(
    "wrong",
    [
        ("", CSV, ACCOUNTS, 422),
        ("file_name=..", CSV, ACCOUNTS, 422),
        ("file_name=a%00b.csv", CSV, ACCOUNTS, 422),
        ("file_name=a.csv", CSV, b"", 422),
        ("file_name=a.csv&colour=red", CSV, ACCOUNTS, 422),
        ("file_name=a.csv&date_order=ymd", CSV, ACCOUNTS, 422),
        ("file_name=a.csv", JSON, b"{}", 415),
        ("file_name=a.csv", SIMPLE_FORM, b"a=1", 415),
        ("", FORM, b"--x--\r\n", 422),
    ],
)
def test_security_07_an_upload_that_makes_no_sense_is_refused(
    client: TestClient,
    bearer: Bearer,
    cockpit: Cockpit,
    wrong: tuple[str, dict[str, str], bytes, int],
) -> None:
    query, headers, content, status = wrong
    answer = client.post(
        f"/api/imports?{query}", content=content, headers=bearer(Role.ANALYST) | headers
    )
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert not left_behind(cockpit)


def test_a_name_with_a_path_reaches_nothing_outside(
    client: TestClient, bearer: Bearer, cockpit: Cockpit
) -> None:
    for name in ("..%2F..%2Fetc%2Faccounts.csv", "C:%5Ctemp%5Caccounts.csv"):
        answer = client.post(
            f"/api/imports?dry_run=true&file_name={name}",
            content=ACCOUNTS,
            headers=bearer(Role.ANALYST) | CSV,
        )
        assert answer.json()["files"][0]["path"] == "accounts.csv"


def test_security_06_what_is_larger_than_the_limit_is_refused(
    client: TestClient, bearer: Bearer, cockpit: Cockpit
) -> None:
    headers = bearer(Role.ANALYST)
    large = b"x" * 1_000_001
    chunked = (large[i : i + 65_536] for i in range(0, len(large), 65_536))
    for answer in (
        client.post("/api/imports?file_name=a.csv", content=large, headers=headers | CSV),
        client.post("/api/imports?file_name=a.csv", content=chunked, headers=headers | CSV),
        client.post("/api/imports", files=[("files", ("a.csv", large))], headers=headers),
    ):
        assert answer.status_code == 413, answer.text
    assert not left_behind(cockpit)


def test_security_06_a_token_s_uploads_have_a_quota(client: TestClient, bearer: Bearer) -> None:
    one, other = bearer(Role.ANALYST), bearer(Role.ADMIN)
    rows = b"account_id,name\n" + b"".join(b"N%d,%s\n" % (n, b"x" * 1000) for n in range(890))

    def send(headers: dict[str, str]) -> int:
        return client.post(
            "/api/imports?dry_run=true&file_name=a.csv",
            content=rows,
            headers=headers | CSV,
        ).status_code

    assert [send(one), send(one), send(one), send(other)] == [200, 200, 413, 200]


def test_security_01_who_may_not_import_is_refused_before_the_file_is_read(
    client: TestClient, bearer: Bearer, cockpit: Cockpit
) -> None:
    answer = client.post(
        "/api/imports?file_name=accounts.csv",
        content=ACCOUNTS,
        headers=bearer(Role.CSM, "ann@us.example") | CSV,
    )
    assert answer.status_code == 403
    assert not left_behind(cockpit)


def test_security_22_health_answers_within_a_second_while_an_import_runs(
    client: TestClient, bearer: Bearer, monkeypatch: pytest.MonkeyPatch
) -> None:
    going, go_on = threading.Event(), threading.Event()
    original = capture.plan

    def slow(*args: object, **kwargs: object) -> object:
        going.set()
        assert go_on.wait(10)
        return original(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(capture, "plan", slow)
    headers = bearer(Role.ANALYST) | CSV
    with client:
        done: list[int] = []
        thread = threading.Thread(
            target=lambda: done.append(
                client.post(
                    "/api/imports?file_name=accounts.csv", content=ACCOUNTS, headers=headers
                ).status_code
            )
        )
        thread.start()
        assert going.wait(10)
        started = time.monotonic()
        assert client.get("/api/health").status_code == 200
        assert time.monotonic() - started < 1
        go_on.set()
        thread.join(20)
    assert done == [200]


def test_a_zip_of_exports_is_opened(client: TestClient, bearer: Bearer, cockpit: Cockpit) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("accounts.csv", ACCOUNTS)
    answer = client.post(
        "/api/imports?file_name=export.zip",
        content=packed.getvalue(),
        headers=bearer(Role.ANALYST) | {"Content-Type": "application/zip"},
    )
    assert answer.status_code == 200, answer.text
    (file,) = answer.json()["files"]
    assert (file["path"], file["member"], file["accepted"]) == ("export.zip", "accounts.csv", 2)


def test_every_part_of_a_reading_can_be_said_and_is_explained(
    client: TestClient, bearer: Bearer
) -> None:
    messy = b"Customers;\n\naccount_id;name\nR1;'Acme; Inc'\nR2;Borel\nend;of list\n"
    said = "delimiter=%3B&quote=%27&header_line=3&header_rows=1&footer_lines=1"
    answer = client.post(
        f"/api/imports?file_name=a.csv&dry_run=true&{said}",
        content=messy,
        headers=bearer(Role.ANALYST) | CSV,
    )
    assert answer.status_code == 200, answer.text
    (file,) = answer.json()["files"]
    assert (file["read"], file["accepted"]) == (2, 2)
    parts = {part["name"]: part for part in file["reading"]}
    assert parts["quote"]["value"] == "apostrophe"
    assert 0 <= parts["delimiter"]["confidence"] <= 1
    assert parts["delimiter"]["because"]


@pytest.mark.parametrize(
    "said", ["quote=ab", "header_rows=21", "table=0", "delimiter=abcdefghijkl"]
)
def test_a_part_of_a_reading_that_makes_no_sense_is_refused(
    client: TestClient, bearer: Bearer, said: str
) -> None:
    answer = client.post(
        f"/api/imports?file_name=a.csv&dry_run=true&{said}",
        content=ACCOUNTS,
        headers=bearer(Role.ANALYST) | CSV,
    )
    assert answer.status_code == 422, answer.text
