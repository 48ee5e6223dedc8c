"""Encodings: certain when one reading gives words, asked when several do."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.capture.read import SourceTable, census, read
from core.capture.read.census import take
from core.capture.read.encoding import from_bom, guess, is_damaged_utf8, wide_without_bom


def words(text: str, encoding: str) -> list[bytes]:
    return [word.encode(encoding) for word in text.split()]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Zoë Müller José café", "cp1252"),
        ("O\u2019Brien \u201cquoted\u201d \u2013 \u20ac", "cp1252"),
        ("Łódź Škoda", "cp1250"),
        ("Αθήνα", "cp1253"),
    ],
)
def test_one_reading_is_certain(text: str, encoding: str) -> None:
    found = guess(words(text, encoding))
    assert (found.encoding, found.is_certain) == (encoding, True)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Crème très", "cp1252"),
        ("Москва Привет", "cp1251"),
        ("東京 会社", "cp932"),
        ("北京 公司", "gb18030"),
        ("Müller José", "mac_roman"),
        ("Müller José", "cp850"),
    ],
)
def test_several_readings_are_asked_about(text: str, encoding: str) -> None:
    found = guess(words(text, encoding))
    assert not found.is_certain
    assert encoding in found.candidates


def test_bytes_that_are_no_words_are_asked_about() -> None:
    found = guess([bytes(range(0x80, 0xA0)) * 3])
    assert not found.is_certain
    assert found.candidates


def test_marks_are_recognised() -> None:
    assert from_bom(b"\xef\xbb\xbfx") == ("utf-8", 3)
    assert from_bom(b"\xff\xfe\0\0x") == ("utf-32-le", 4)
    assert from_bom(b"\xff\xfex\0") == ("utf-16-le", 2)
    assert from_bom(b"x") == ("", 0)


def test_wide_text_without_a_mark_is_recognised() -> None:
    assert wide_without_bom("id,name".encode("utf-16-le")) == "utf-16-le"
    assert wide_without_bom("id,name".encode("utf-16-be")) == "utf-16-be"
    assert wide_without_bom(b"id,name") == wide_without_bom(b"a") == ""


def test_damage_is_told_from_a_code_page() -> None:
    assert is_damaged_utf8(["Zoë".encode(), "Müller".encode(), b"Jos\xe9"])
    assert not is_damaged_utf8([b"Jos\xe9", b"M\xfcller", "Zoë".encode()])


@pytest.mark.parametrize("size", [1, 2, 3, 1000])
def test_the_census_counts_across_chunks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(census, "CHUNK", size)
    path = tmp_path / "f"
    path.write_bytes("é,東\r\nab\rc\n\0\n\r\n\r".encode())
    found = take(path)
    assert (found.crlf, found.cr, found.has_lf, found.nul) == (2, 2, True, 1)
    assert found.is_utf8 and not found.is_ascii
    assert found.size == path.stat().st_size
    assert found.newline == "mixed"


def test_utf_8_cut_short_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_bytes("abc é".encode()[:-1])
    found = take(path)
    assert not found.is_utf8
    assert found.bad_utf8_at >= 0


def test_no_form_of_utf_is_offered_once_the_bytes_are_not_utf_8() -> None:
    found = guess([b"\xff\xfe\xff\x8dro", b"\xfe\xff\xfe"])
    assert found.candidates
    assert not any(name.startswith("utf") for name in found.candidates)


@pytest.mark.parametrize("data", [b"id,name\nA9,Ze\0\xff\xfe\xff\x8dro\nA2,Beta\n" * 3])
def test_bytes_of_no_encoding_are_read_with_a_question(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(data)
    (found,) = read(path, tmp_path / "files")
    assert isinstance(found, SourceTable)
    assert not found.reading["encoding_is_certain"]
