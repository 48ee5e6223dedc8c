"""The files: the same bytes each time, readable by what reads such files, audited, and inert."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pypdf
import pytest
from markdown_it import MarkdownIt

from core.actor import LOCAL, Actor, Role
from core.errors import Forbidden, InvalidInput, NotFound
from core.settings import PROJECT_ROOT
from core.sponsors.report import FORMATS, export, verify
from tests.spec.world import key
from tests.unit.sponsors.report.world import World

CHILD = """
import sys, hashlib
from datetime import date, datetime
from pathlib import Path
from core.actor import LOCAL
from core.clock import fixed
from core.sponsors.report import FORMATS, export
from core.store import Store
store = Store.open(Path(sys.argv[1]), clock=fixed(datetime(2027, 5, 5)), threads=1)
for form in FORMATS:
    print(form, hashlib.sha256(export(store, LOCAL, int(sys.argv[2]), date(2026, 6, 30), form).content).hexdigest())
store.close()
"""


def made(world: World, form: str, account: str = "A1") -> bytes:
    return export(world.store, LOCAL, key(account), world.as_of, form).content


class Page(HTMLParser):
    """Elements with their attributes, and the text that is shown."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.shown: list[str] = []
        self._skipping = False
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._skipping = tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self._skipping = False

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self.shown.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.shown).split())


def test_the_same_data_make_the_same_bytes_in_another_process_at_another_time(
    acme: World, tmp_path: Path
) -> None:
    here = {form: hashlib.sha256(made(acme, form)).hexdigest() for form in FORMATS}
    assert here == {form: hashlib.sha256(made(acme, form)).hexdigest() for form in FORMATS}
    path = acme.store.path
    acme.store.close()
    said = subprocess.run(
        [sys.executable, "-c", CHILD, str(path), str(key("A1"))],
        cwd=PROJECT_ROOT,
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert dict(line.split() for line in said.splitlines()) == here


def test_each_export_is_audited_with_its_hash(acme: World) -> None:
    content = made(acme, "md")
    event = acme.store.rows("SELECT * FROM ops.audit_event ORDER BY sequence DESC LIMIT 1")[0]
    assert (event["action"], event["subject"]) == ("report.export", "Acme & Söhne (rapport:A1)")
    detail = json.loads(event["detail"])
    assert detail["form"] == "md" and detail["sha256"] == hashlib.sha256(content).hexdigest()


def test_an_export_makes_no_score_stale(acme: World) -> None:
    before = acme.store.data_version
    made(acme, "html")
    assert acme.store.data_version == before


def test_only_who_sees_the_account_may_export_and_only_in_a_known_form(acme: World) -> None:
    bob = Actor("bob@us.example", frozenset({Role.CSM}))
    with pytest.raises(NotFound):
        export(acme.store, bob, key("A1"), acme.as_of, "md")
    with pytest.raises(Forbidden):
        export(acme.store, Actor("nobody"), key("A1"), acme.as_of, "md")
    with pytest.raises(InvalidInput, match="docx"):
        export(acme.store, LOCAL, key("A1"), acme.as_of, "docx")


def test_the_file_is_named_for_account_and_date(acme: World) -> None:
    found = export(acme.store, LOCAL, key("A1"), acme.as_of, "pdf")
    assert found.file_name == "rapport-sponsor-report-A1-2026-06-30.pdf"
    assert found.media_type == "application/pdf"


def test_every_line_stands_in_every_file(acme: World) -> None:
    report = acme.report()
    words = [
        word for line in report.lines for word in (line.cells or (line.lead, line.text)) if word
    ]
    html = Page(made(acme, "html")).text
    markdown = MarkdownIt("commonmark").enable("table").render(made(acme, "md").decode())
    shown = Page(markdown.encode()).text
    reader = pypdf.PdfReader(io.BytesIO(made(acme, "pdf")))
    printed = "".join("".join(page.extract_text() for page in reader.pages).split())
    for word in words:
        assert word in html
        assert word in shown
        assert "".join(word.split()) in printed
    missing = [
        said for section in report.sections for part in section.parts for said in part.missing
    ]
    assert missing and all(said in html and said in shown for said in missing)


def test_the_pdf_is_tagged_titled_and_dated_by_the_data(acme: World) -> None:
    reader = pypdf.PdfReader(io.BytesIO(made(acme, "pdf")))
    assert reader.metadata is not None and reader.metadata.title == "Executive Sponsor Report"
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.date() == acme.as_of
    assert "/MarkInfo" in reader.trailer["/Root"]


def test_the_json_opens_each_line_to_its_file_and_line(acme: World) -> None:
    found = json.loads(made(acme, "json"))
    assert found["account"] == {"system": "rapport", "id": "A1", "name": "Acme & Söhne"}
    (part,) = found["sections"][0]["parts"]
    assert part["lines"][0]["evidence"] == [
        {
            "reference": f"crm.account/{key('A1')}",
            "system": "rapport",
            "id": "A1",
            "file": "account.csv",
            "line": 2,
        }
    ]
    assert part["lines"][0]["facts"][0]["value"] == "Acme & Söhne"
    assert found["calendar"][0]["kind"] == "qbr"


def test_the_page_fetches_nothing_and_runs_nothing(acme: World) -> None:
    page = Page(made(acme, "html"))
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"img", "iframe", "object", "embed", "link", "form", "base", "svg", "video"}
    for tag, attributes in page.elements:
        assert not [name for name in attributes if name.startswith("on")]
        assert "style" not in attributes
        for name in ("src", "href", "action", "data"):
            assert (attributes.get(name) or "#").startswith("#")
        if tag == "script":
            assert attributes["type"] == "application/json"
    policy = next(
        a["content"] for t, a in page.elements if a.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy is not None and policy.startswith("default-src 'none'")
    style = made(acme, "html").decode().split("<style>")[1].split("</style>")[0]
    assert "url(" not in style and "@import" not in style
    assert "prefers-color-scheme: dark" in style and "@media print" in style


def payloads(shared: Path) -> list[str]:
    """Strings that other programs have choked on: markup, formulas, directions, controls."""
    blns = json.loads((shared / "blns" / "blns.json").read_text())
    formulas: list[str] = []
    for file in sorted((shared / "inj_formula").iterdir()):
        if file.is_file():
            formulas += file.read_text(errors="replace").splitlines()[:200]
    own = [
        "</script><script>alert(1)</script>",
        "</style>",
        "<!-- manifest -->",
        "{{ 7*7 }}",
        "{person}",
        "\u202etxt.exe",
        "#set text(fill: red)",
        "](http://x.example)",
    ]
    return [text for text in dict.fromkeys([*blns, *formulas, *own]) if text.strip()]


def told(world: World, texts: list[str]) -> None:
    """Each text as initiative and priority of a goal; some as names, titles, objectives and subjects too."""
    goals: list[dict[str, str | None]] = [
        {
            "id": f"p{n}",
            "of": "A1",
            "our_initiative": text,
            "their_priority": text,
            "alignment": "low",
        }
        for n, text in enumerate(texts)
    ]
    people: list[dict[str, str | None]] = [
        {
            "id": f"x{n}",
            "of": "A1",
            "full_name": text,
            "title": text,
            "role": "executive_sponsor",
            "email": f"x{n}@acme.example",
        }
        for n, text in enumerate(texts[::40])
    ]
    plans: list[dict[str, str | None]] = [
        {
            "id": f"y{n}",
            "of": "A1",
            "objective": text,
            "due_on": "2026-08-20",
            "needs_executive_engagement": "yes",
        }
        for n, text in enumerate(texts[::40])
    ]
    notes: list[dict[str, str | None]] = [
        {
            "id": f"z{n}",
            "of": "A1",
            "kind": "call",
            "occurred_at": "2026-06-29 10:00",
            "subject": text,
            "outcome": text,
            "participant_emails": "cleo@acme.example",
        }
        for n, text in enumerate(texts[::60])
    ]
    world.insert({"goal": goals, "contact": people, "account_plan": plans, "activity": notes})


def test_no_payload_becomes_markup_in_a_page_or_in_markdown(acme: World, shared_data: Path) -> None:
    allowed = {tag for tag, _ in Page(made(acme, "html")).elements}
    texts = payloads(shared_data)
    assert len(texts) > 300
    told(acme, texts)
    content = made(acme, "html")
    page = Page(content)
    assert {tag for tag, _ in page.elements} <= allowed
    assert sum(tag == "script" for tag, _ in page.elements) == 1
    assert not [a for _, a in page.elements if any(name.startswith("on") for name in a)]
    assert verify(acme.store, LOCAL, content).is_same
    assert not set("\u202e\u202d\u2066\u2028\x00\x07") & set(content.decode())
    html = MarkdownIt("commonmark", {"html": True}).enable("table")
    tags = {tag for tag, _ in Page(html.render(made(acme, "md").decode()).encode()).elements}
    assert not tags & {"script", "img", "a", "iframe", "svg", "style", "object"}


def test_payloads_reach_the_pdf_and_the_calendar_as_text(acme: World, shared_data: Path) -> None:
    texts = [text for text in payloads(shared_data) if text.isascii() and text.isprintable()]
    before = len(acme.report().events)
    told(acme, texts[:400])
    assert made(acme, "pdf").startswith(b"%PDF")
    lines = made(acme, "ics").decode().replace("\r\n ", "").split("\r\n")
    assert sum(line == "BEGIN:VEVENT" for line in lines) == before + len(texts[:400][::40])
    assert {line.split(":")[1] for line in lines if line.startswith("BEGIN")} == {
        "VCALENDAR",
        "VEVENT",
        "VTIMEZONE",
        "STANDARD",
        "DAYLIGHT",
    }
