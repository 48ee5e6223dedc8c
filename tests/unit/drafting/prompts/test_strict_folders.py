"""A prompt folder that is not in order is refused, by file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from core.drafting.prompts import PROMPTS, load_prompt, prompt_names
from core.drafting.prompts.phrases import phrase_book
from core.drafting.prompts.strict import BadPrompt
from core.errors import InvalidInput, NotFound

KIND = "executive_outreach"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the outreach folder that a test may spoil."""
    shutil.copytree(PROMPTS / KIND, tmp_path / KIND)
    return tmp_path


def _spoil(folder: Path, file: str, old: str, new: str) -> int:
    """Replace once; the line where it was."""
    path = folder / KIND / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return text[: text.index(old)].count("\n") + 1


def test_every_shipped_folder_is_in_order() -> None:
    assert KIND in prompt_names()
    for name in prompt_names():
        assert phrase_book(load_prompt(name))


def test_an_unknown_kind_is_named_with_those_there_are() -> None:
    with pytest.raises(NotFound, match="executive_outreach"):
        load_prompt("poem")


def test_an_unknown_purpose_is_named_with_those_there_are() -> None:
    with pytest.raises(InvalidInput, match="introduction"):
        load_prompt(KIND).purpose("seduction")


def test_a_variable_nobody_declared_is_refused_at_its_line(folder: Path) -> None:
    line = _spoil(folder, "user.md", "{{ tone }}", "{{ mood }}")
    with pytest.raises(BadPrompt, match=rf"executive_outreach/user\.md:{line}: 'mood'") as caught:
        load_prompt(KIND, folder)
    assert caught.value.line == line


def test_a_declared_variable_nobody_uses_is_refused_at_its_line(folder: Path) -> None:
    _spoil(folder, "user.md", "tone: {{ tone }}\n", "")
    with pytest.raises(BadPrompt, match=r"meta\.toml:\d+: 'tone' is declared") as caught:
        load_prompt(KIND, folder)
    lines = (folder / KIND / "meta.toml").read_text().splitlines()
    assert lines[caught.value.line - 1].startswith("user =")


def test_a_wording_with_an_unknown_name_is_refused_at_its_line(folder: Path) -> None:
    line = _spoil(
        folder, "fallback_impact.md", "say(multiple) }} its yearly", "say(many) }} its yearly"
    )
    with pytest.raises(BadPrompt, match=rf"fallback_impact\.md:{line}: 'many'"):
        phrase_book(load_prompt(KIND, folder))


def test_broken_syntax_is_refused_at_its_line(folder: Path) -> None:
    line = _spoil(folder, "system.md", "{% endfor %}", "{% endfox %}")
    with pytest.raises(BadPrompt, match=rf"system\.md:{line}:"):
        load_prompt(KIND, folder)


def test_an_unknown_key_of_meta_is_refused_at_its_line(folder: Path) -> None:
    line = _spoil(folder, "meta.toml", 'reader = "customer"', 'reader = "customer"\ncolour = "red"')
    with pytest.raises(BadPrompt, match=rf"meta\.toml:{line + 1}: colour"):
        load_prompt(KIND, folder)


def test_a_fact_pattern_that_is_none_is_refused(folder: Path) -> None:
    _spoil(folder, "meta.toml", '"account.name"', '"Account Name!"')
    with pytest.raises(BadPrompt, match="no fact id"):
        load_prompt(KIND, folder)


def test_a_missing_file_is_refused(folder: Path) -> None:
    (folder / KIND / "user.md").unlink()
    with pytest.raises(BadPrompt, match=r"user\.md:1: This file is missing"):
        load_prompt(KIND, folder)


def test_a_line_that_is_neither_section_nor_wording_is_refused(folder: Path) -> None:
    line = _spoil(folder, "fallback.md", "## greeting [warm]", "greeting, warm")
    with pytest.raises(BadPrompt, match=rf"fallback\.md:{line}: This is neither"):
        phrase_book(load_prompt(KIND, folder))


def test_templates_reach_nothing_but_their_variables(folder: Path) -> None:
    _spoil(folder, "user.md", "{{ tone }}", "{{ tone.__class__.__mro__ }}")
    prompt = load_prompt(KIND, folder)
    with pytest.raises(Exception, match="unsafe"):
        prompt.templates["user"].render(
            purpose="", tone="warm", function="", words=1, today="", facts=""
        )


def test_the_version_changes_with_any_word_of_the_folder(folder: Path) -> None:
    before = load_prompt(KIND).version
    _spoil(folder, "fallback_impact.md", "have become part", "are part")
    after = load_prompt(KIND, folder).version
    assert before.split("+")[0] == after.split("+")[0]
    assert before != after
