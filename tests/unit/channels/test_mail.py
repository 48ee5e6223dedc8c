"""What may stand in a mail, how it is built, and how it can be taken along."""

from __future__ import annotations

from datetime import datetime
from email import message_from_bytes
from email.policy import SMTP
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.channels.mail import (
    Danger,
    UnsafeMail,
    build,
    compose_link,
    content_hash,
    eml,
    message_id,
    plain,
    text_of,
)
from core.channels.mail.export import LONGEST_LINK
from core.drafting.letter import Letter

from .conftest import BODY, SUBJECT, mail

AT = datetime(2026, 6, 30, 12, 0)
ADDRESS = "robert.kim@acme.example"

LINE_BREAKS = {
    "CR": "\r", "LF": "\n", "CRLF": "\r\n", "VT": "\v", "FF": "\f", "NEL": "\x85",
    "LS": "\u2028", "PS": "\u2029", "FS": "\x1c", "RS": "\x1e",
}  # fmt: skip
FIELDS = ("subject", "to", "sender", "to_name", "sender_name")


def _danger(**changed: object) -> Danger:
    with pytest.raises(UnsafeMail) as caught:
        build(mail(**changed), marker="7.ab", at=AT)
    assert caught.value.remedy
    return caught.value.danger


def _with(field: str, character: str) -> str:
    if field in ("to", "sender"):
        return f"ann{character}Bcc: eve@evil.example{character}@us.example"
    return f"Ann{character}Bcc: eve@evil.example"


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("character", LINE_BREAKS.values(), ids=LINE_BREAKS)
def test_security_15_a_line_break_in_a_header_is_refused(field: str, character: str) -> None:
    assert _danger(**{field: _with(field, character)}) is Danger.LINE_BREAK


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("character", ["\r\n", "\n", "\u2028"])
def test_security_15_a_line_break_at_either_end_is_refused(field: str, character: str) -> None:
    good = {"subject": SUBJECT, "to": ADDRESS, "sender": "ann@us.example"}.get(field, "Ann")
    assert _danger(**{field: good + character}) is Danger.LINE_BREAK
    assert _danger(**{field: character + good}) is Danger.LINE_BREAK


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize(
    "character", ["\0", "\x07", "\x1b", "\x7f", "\x9b", "\ue000", "\ufffd", "\t"]
)
def test_security_15_a_control_character_is_refused(field: str, character: str) -> None:
    assert _danger(**{field: f"Ann{character}B"}) is Danger.CONTROL_CHARACTER


def test_security_15_half_a_character_is_refused() -> None:
    for field in ("subject", "body"):
        changed = {field: "Ann\ud800", "content_hash": "0" * 64}
        assert _danger(**changed) is Danger.CONTROL_CHARACTER
    for field in FIELDS[1:]:
        assert _danger(**{field: "Ann\ud800"}) is Danger.CONTROL_CHARACTER


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize(
    ("character", "danger"),
    [
        ("\u202e", Danger.DIRECTION_MARK),
        ("\u2066", Danger.DIRECTION_MARK),
        ("\u200f", Danger.DIRECTION_MARK),
        ("\u200b", Danger.INVISIBLE),
        ("\u00ad", Danger.INVISIBLE),
        ("\ufeff", Danger.INVISIBLE),
        ("\U000e0041", Danger.INVISIBLE),
        ("\u200d", Danger.INVISIBLE),
        ("\u3164", Danger.INVISIBLE),
    ],
)
def test_security_15_what_nobody_sees_is_refused(
    field: str, character: str, danger: Danger
) -> None:
    assert _danger(**{field: f"Ann{character}Lee"}) is danger


@pytest.mark.parametrize(
    "address",
    [
        "a@acme.example, b@acme.example",
        "a@acme.example;b@acme.example",
        "a@acme.example b@acme.example",
        "a@acme.example@evil.example",
        "<a@acme.example>,<b@acme.example>",
        '"a@acme.example"@evil.example',
        "group: a@acme.example, b@acme.example;",
    ],
)
@pytest.mark.parametrize("field", ["to", "sender"])
def test_security_15_two_addresses_are_refused(field: str, address: str) -> None:
    assert _danger(**{field: address}) is Danger.TWO_ADDRESSES


@pytest.mark.parametrize(
    ("address", "danger"),
    [
        ("", Danger.EMPTY),
        ("  ", Danger.EMPTY),
        ("robert", Danger.NO_ADDRESS),
        ("@acme.example", Danger.NO_ADDRESS),
        ("robert@", Danger.NO_ADDRESS),
        ("robert@acme", Danger.NO_ADDRESS),
        ("robert@-acme.example", Danger.NO_ADDRESS),
        ("robert@[10.0.0.1]", Danger.NO_ADDRESS),
        ("Robert <robert@acme.example>", Danger.NO_ADDRESS),
        ("robert(a comment)@acme.example", Danger.NO_ADDRESS),
        ("josé@acme.example", Danger.NO_ADDRESS),
        ("robert%evil.example@acme.example", Danger.ROUTED),
        ("evil!robert@acme.example", Danger.ROUTED),
        ("robert@xn--a.example", Danger.NO_ADDRESS),
        (f"{'a' * 300}@acme.example", Danger.TOO_LONG),
    ],
)
def test_security_15_what_is_no_address_is_refused(address: str, danger: Danger) -> None:
    assert _danger(to=address) is danger


@pytest.mark.parametrize(
    ("address", "danger"),
    [
        ("robert@\u0430cme.example", Danger.MIXED_SCRIPTS),  # Cyrillic a
        ("robert@acm\u0435.example", Danger.MIXED_SCRIPTS),  # Cyrillic e
        ("robert@g\u03bfogle.example", Danger.MIXED_SCRIPTS),  # Greek omicron
        ("robert@\u0570ello.example", Danger.MIXED_SCRIPTS),  # Armenian ho
        ("r\u043ebert@acme.example", Danger.MIXED_SCRIPTS),  # Cyrillic o before the @
        ("robert@xn--cme-7cd.example", Danger.MIXED_SCRIPTS),  # the first of these, as sent
        ("robert@\u0430\u0440\u0440\u04cf\u0435.com", Danger.LOOK_ALIKE),  # all Cyrillic "apple"
        ("robert@xn--80ak6aa92e.com", Danger.LOOK_ALIKE),  # the same, as sent
        ("robert@\u0251cme.example", Danger.LOOK_ALIKE),  # phonetic alpha
        ("robert@\uff41cme.example", Danger.LOOK_ALIKE),  # full-width a
        ("robert@\U0001d41acme.example", Danger.LOOK_ALIKE),  # mathematical bold a
        ("robert@\u13aacme.example", Danger.MIXED_SCRIPTS),  # Cherokee
    ],
)
def test_security_15_look_alike_addresses_are_refused(address: str, danger: Danger) -> None:
    assert _danger(to=address) is danger
    assert _danger(sender=address) is danger


@pytest.mark.parametrize(
    ("name", "danger"),
    [
        ("robert.kim@acme.example", Danger.NAME_HOLDS_ADDRESS),
        ("CEO <ceo@bank.example>", Danger.NAME_HOLDS_ADDRESS),
        ("Robert Kim <", Danger.NAME_HOLDS_ADDRESS),
        ("robert\uff20acme.example", Danger.NAME_HOLDS_ADDRESS),
        ("R\u043ebert Kim", Danger.MIXED_SCRIPTS),
        ("\U0001d411obert Kim", Danger.LOOK_ALIKE),
        ("\u24c7obert", Danger.LOOK_ALIKE),
        ("x" * 200, Danger.TOO_LONG),
    ],
)
def test_security_15_names_that_mislead_are_refused(name: str, danger: Danger) -> None:
    assert _danger(to_name=name) is danger
    assert _danger(sender_name=name) is danger


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Kim, Robert",
        "Dr. Zoë O'Neil-Müller (EMEA)",
        'Robert "Bob" Kim',
        "Иван Петров",
        "Иван (Ivan) Petrov",
        "山田 太郎",
        "Tanakaさん",
        "김민수",
        "Αλέξανδρος",
        "محمد علي",
        "नरेंद्र",
        "Nguyễn Văn A",
        "İbrahim Çağlar",
        "Əliyev",
    ],
)
def test_honest_names_stand_as_they_are(name: str) -> None:
    made = message_from_bytes(build(mail(to_name=name), marker="7.ab", at=AT), policy=SMTP)
    (address,) = made["To"].addresses
    assert (address.display_name, address.addr_spec) == (name, ADDRESS)


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("Robert.Kim+q3@ACME.example", "Robert.Kim+q3@acme.example"),
        ("o'neil@acme.example", "o'neil@acme.example"),
        ("kim@müller.example", "kim@xn--mller-kva.example"),
        ("ivan@пример.рф", "ivan@xn--e1afmkfd.xn--p1ai"),
        ("taro@例え.jp", "taro@xn--r8jz45g.jp"),
        (" kim@acme.example ", "kim@acme.example"),
    ],
)
def test_honest_addresses_are_written_in_ascii(address: str, written: str) -> None:
    made = message_from_bytes(build(mail(to=address), marker="7.ab", at=AT), policy=SMTP)
    assert made["To"].addresses[0].addr_spec == written


@pytest.mark.parametrize(
    ("body", "danger"),
    [
        ("", Danger.EMPTY),
        (" \n ", Danger.EMPTY),
        ("a\0b", Danger.CONTROL_CHARACTER),
        ("a\rb", Danger.LINE_BREAK),
        ("a\u2028b", Danger.LINE_BREAK),
        ("pay \u202e001$", Danger.DIRECTION_MARK),
        ("a\u200bb", Danger.INVISIBLE),
    ],
)
def test_security_15_a_text_that_reads_otherwise_than_approved_is_refused(
    body: str, danger: Danger
) -> None:
    assert _danger(body=body) is danger


def test_an_empty_or_endless_subject_is_refused() -> None:
    assert _danger(subject=" ") is Danger.EMPTY
    assert _danger(subject="x" * 251) is Danger.TOO_LONG
    assert _danger(subject="R\u043ebert's quarter") is Danger.MIXED_SCRIPTS


def test_a_text_that_is_not_the_approved_one_is_refused() -> None:
    assert _danger(content_hash=content_hash(SUBJECT, "Another text.")) is Danger.NOT_AS_APPROVED


def test_the_hash_is_the_drafts_own() -> None:
    for subject, body in [(SUBJECT, BODY), ("Cafe\u0301", "a\n\nb"), ("x", "1")]:
        letter = Letter.from_text(subject, body)
        assert content_hash(letter.subject, letter.body) == letter.content_hash


def test_a_message_has_the_headers_it_should_and_no_others() -> None:
    made = message_from_bytes(build(mail(), marker="7.ab", at=AT), policy=SMTP)
    assert sorted(made.keys()) == sorted(
        [
            "From", "To", "Subject", "Date", "Message-ID", "X-Rapport-Draft",
            "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
        ]
    )  # fmt: skip
    assert made["From"].addresses[0].display_name == "Ann Ämter"
    assert made["Date"].datetime.isoformat() == "2026-06-30T12:00:00+00:00"
    assert made["X-Rapport-Draft"] == "7.ab"
    assert made.get_content_type() == "text/plain"


def test_an_approval_has_one_message_id_and_no_other_has_it() -> None:
    own = message_id(mail(), "7.ab")
    assert own == message_id(mail(), "7.ab")
    assert own.endswith("@us.example>")
    others = [mail(approval_id=71), mail(body="Other.")]
    assert own not in {message_id(other, "7.ab") for other in others}
    assert own != message_id(mail(), "7.cd")


@given(
    subject=st.text(st.characters(codec="utf-8"), min_size=1, max_size=120),
    body=st.text(st.characters(codec="utf-8"), min_size=1, max_size=2000),
)
def test_a_text_is_refused_by_name_or_read_back_exactly(subject: str, body: str) -> None:
    try:
        made = build(mail(subject=subject, body=body), marker="7.ab", at=AT)
    except UnsafeMail:
        return
    assert text_of(made) == (subject, body)


PLAIN = "abc XYZ 0123456789 .,;:!?%$€£&+-'\"()/éüß\u2013\u2014\u2026\u2019\u201c\u201d"


@given(
    subject=st.text(PLAIN, min_size=1, max_size=120).map(lambda text: f"a{text}z"),
    body=st.text(PLAIN + "\n", min_size=1, max_size=2000).map(lambda text: f"a{text}z"),
)
def test_an_ordinary_text_is_always_built(subject: str, body: str) -> None:
    assert text_of(build(mail(subject=subject, body=body), marker="7.ab", at=AT)) == (subject, body)


def test_a_file_opens_as_a_message_still_to_be_finished() -> None:
    file = eml(mail())
    read = message_from_bytes(file.content, policy=SMTP)
    assert (file.file_name, file.media_type) == ("draft-7.eml", "message/rfc822")
    assert read["X-Unsent"] == "1"
    assert read["X-Rapport-Draft"] is None
    assert text_of(file.content) == (SUBJECT, BODY)


def test_a_link_opens_gmails_window_filled_in() -> None:
    body = "Q&A? 100 % = #1 + ünï\n\nBest\nAnn"
    link = compose_link(mail(body=body, subject="A & B"))
    parts = urlsplit(link)
    assert (parts.scheme, parts.netloc, parts.path) == ("https", "mail.google.com", "/mail/")
    assert {key: value[0] for key, value in parse_qs(parts.query).items()} == {
        "view": "cm",
        "fs": "1",
        "tf": "1",
        "authuser": "ann@us.example",
        "to": ADDRESS,
        "su": "A & B",
        "body": body,
    }
    assert " " not in link
    assert "+" not in link


def test_a_text_too_long_for_a_link_says_so() -> None:
    assert len(compose_link(mail(body="word " * 1000))) <= LONGEST_LINK
    with pytest.raises(UnsafeMail, match="too long for a link") as caught:
        compose_link(mail(body="wörd " * 1000))
    assert caught.value.danger is Danger.TOO_LONG


def test_what_is_copied_has_recipient_subject_and_text() -> None:
    assert plain(mail()) == f"To: Kim, Robert <{ADDRESS}>\nSubject: {SUBJECT}\n\n{BODY}\n"


@pytest.mark.parametrize("way", [eml, compose_link, plain])
def test_security_15_no_way_out_skips_the_checks(way: object) -> None:
    for changed in ({"to": "a@b.example,c@d.example"}, {"content_hash": "0" * 64}):
        with pytest.raises(UnsafeMail):
            way(mail(**changed))  # type: ignore[operator]
