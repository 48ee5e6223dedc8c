"""Claude writes: what is asked, how it is shown, what comes of it."""

from __future__ import annotations

import dataclasses

import pytest

from core.drafting.fact import FactKind
from core.drafting.model.writer import ClaudeWriter, ModelConfig, writer_for
from core.settings import Settings
from tests.unit.drafting.model.conftest import (
    LETTER,
    SENDER,
    Desk,
    PlainPrompting,
    assignment_of,
    fact,
    sheet_of,
)
from tests.unit.drafting.model.messages_server import answers, fails


def test_a_letter_comes_from_the_model_with_the_facts_it_used(desk: Desk) -> None:
    written = desk.write(answers(LETTER))
    assert written.writer == "claude"
    assert written.note == ""
    assert written.prompt_version == "1.0+test"
    assert written.letter.subject == LETTER["subject"]
    assert written.letter.body.startswith("Ines,\n\nYour cost per invoice is 18% below")
    assert written.letter.paragraphs[1].fact_ids == (
        "outcome.invoice_cost.name",
        "outcome.invoice_cost.change_pct",
    )
    assert written.letter.ask == "Could we speak on 10 July?"
    assert desk.template.calls == 0


def test_the_text_grows_while_it_is_written(desk: Desk) -> None:
    written = desk.write(answers(LETTER))
    assert len(desk.shown) >= 8
    assert desk.shown[-1] == written.letter.body
    assert all(
        later.startswith(earlier)
        for earlier, later in zip(desk.shown, desk.shown[1:], strict=False)
    )
    assert not any("{" in text or "fact_ids" in text for text in desk.shown)


def test_the_request_offers_no_tools_and_asks_for_the_form_of_a_letter(desk: Desk) -> None:
    desk.write(answers(LETTER))
    body = desk.server.last.body
    assert body["model"] == "claude-sonnet-5-5"
    assert body["stream"] is True
    assert "tools" not in body
    assert body["output_config"]["format"]["type"] == "json_schema"
    properties = body["output_config"]["format"]["schema"]["properties"]
    assert set(properties) == {"subject", "paragraphs", "ask"}
    assert body["thinking"] == {"type": "between_tools"}


def test_the_prefix_is_cached_and_the_same_for_every_account(desk: Desk) -> None:
    first = desk.write(answers(LETTER))
    other = sheet_of(fact("renewal_on", FactKind.STATUS, "Renewal", "soon"))
    second = desk.write(answers(LETTER), assignment=assignment_of(other))
    one, two = (received.body for received in desk.server.received)
    assert one["system"][-1]["cache_control"] == {"type": "ephemeral"}
    assert one["system"] == two["system"]
    assert one["output_config"] == two["output_config"]
    assert one["messages"] != two["messages"]
    assert first.usage is not None
    assert second.usage is not None
    assert first.usage.cache_write_tokens > 0 == first.usage.cache_read_tokens
    assert second.usage.cache_read_tokens == first.usage.cache_write_tokens


def test_the_account_appears_in_no_cached_part(desk: Desk) -> None:
    desk.write(answers(LETTER))
    assert "Contoso" in desk.server.last.user
    assert "Contoso" not in desk.server.last.system


def test_asked_again_it_is_told_to_take_other_words_without_touching_the_cached_part(
    desk: Desk,
) -> None:
    desk.write(answers(LETTER))
    desk.write(answers(LETTER), assignment=dataclasses.replace(assignment_of(), variant=2))
    first, again = desk.server.received
    assert "written 2 times before" in again.user
    assert again.user.endswith(first.user)
    assert first.system == again.system


def test_a_model_without_effort_or_thinking_is_sent_neither(desk: Desk) -> None:
    desk.write(answers(LETTER), name="claude-haiku-4-5")
    assert set(desk.server.last.body["output_config"]) == {"format"}
    assert "thinking" not in desk.server.last.body


def test_an_ask_that_stands_nowhere_is_replaced_by_the_question_that_does(desk: Desk) -> None:
    written = desk.write(answers({**LETTER, "ask": "Shall we talk?"}))
    assert written.letter.ask == "Could we speak on 10 July?"


def test_words_that_no_person_sees_are_taken_out(desk: Desk) -> None:
    paragraphs = [
        {**LETTER["paragraphs"][0], "text": "In\u200bes,\u202e"},
        *LETTER["paragraphs"][1:],
    ]
    written = desk.write(answers({**LETTER, "paragraphs": paragraphs}))
    assert written.letter.paragraphs[0].text == "Ines,"


def test_whoever_leaves_while_it_grows_ends_the_call_and_is_told_so(desk: Desk) -> None:
    class Left(BaseException):
        pass

    def leave(_: str) -> None:
        raise Left

    desk.server.replies = [answers(LETTER)]
    with pytest.raises(Left):
        desk.writer().write(assignment_of(), leave)
    assert [call["outcome"] for call in desk.calls()] == ["stopped"]
    assert desk.template.calls == 0


def test_a_model_without_prices_is_not_called(desk: Desk) -> None:
    written = desk.write(answers(LETTER), name="claude-of-tomorrow")
    assert written.writer == "template"
    assert written.note == (
        "The template wrote this because the model 'claude-of-tomorrow' is not in data/models.toml."
    )
    assert desk.server.received == []


def test_without_a_key_the_template_is_the_writer(desk: Desk) -> None:
    config = ModelConfig.of(Settings(_env_file=None))  # type: ignore[call-arg]
    assert writer_for(desk.store, config, desk.template, PlainPrompting()) is desk.template
    keyed = dataclasses.replace(config, key="sk")
    assert isinstance(writer_for(desk.store, keyed, desk.template, PlainPrompting()), ClaudeWriter)


def test_the_key_appears_in_no_representation() -> None:
    settings = Settings(model_key="sk-secret")  # type: ignore[arg-type]
    assert "sk-secret" not in repr(settings)
    assert "sk-secret" not in repr(ModelConfig.of(settings))


def test_nobody_but_the_sender_pays_for_a_letter_made_ahead(desk: Desk) -> None:
    desk.write(answers(LETTER), assignment=assignment_of(actor=None))
    assert desk.calls()[0]["on_behalf_of"] == SENDER


def test_an_interrupted_pause_is_entered_and_goes_on(desk: Desk) -> None:
    def interrupted(_: float) -> None:
        raise KeyboardInterrupt

    desk.server.replies = [fails(529, "overloaded_error")]
    writer = desk.writer()
    writer._sleep = interrupted
    with pytest.raises(KeyboardInterrupt):
        writer.write(assignment_of())
    (call,) = desk.calls()
    assert (call["outcome"], call["is_estimated"]) == ("stopped", True)
