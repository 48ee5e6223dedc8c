"""Text from files reaches the browser only through elements that cannot fetch or link."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.settings import PROJECT_ROOT
from core.ui import safe

FILES = sorted(
    [*(PROJECT_ROOT / "pages").glob("*.py"), *(PROJECT_ROOT / "core" / "ui").rglob("*.py")]
)
FORBIDDEN = {
    "AudioColumn",
    "ImageColumn",
    "JsonColumn",
    "LinkColumn",
    "MarkdownColumn",
    "VideoColumn",
    "components",
    "html",
    "iframe",
    "image",
    "json",
    "latex",
    "link_button",
    "table",
    "write",
    "write_stream",
}
"""Commands of ``st`` that fetch, link, or guess what they were given."""

MARKDOWN_FIRST = {
    "badge",
    "button",
    "caption",
    "checkbox",
    "date_input",
    "dialog",
    "download_button",
    "error",
    "expander",
    "file_uploader",
    "form_submit_button",
    "header",
    "info",
    "markdown",
    "menu_button",
    "metric",
    "multiselect",
    "number_input",
    "page_link",
    "pills",
    "popover",
    "progress",
    "radio",
    "segmented_control",
    "select_slider",
    "selectbox",
    "slider",
    "spinner",
    "status",
    "subheader",
    "success",
    "text_area",
    "text_input",
    "title",
    "toast",
    "toggle",
    "warning",
}
"""Commands whose first argument is read as Markdown."""

MARKDOWN_KEYWORDS = {"body", "caption", "delta", "delta_description", "help", "label", "title"}
NUMERIC_WORDS = {
    "ago",
    "day",
    "hours",
    "level",
    "moment",
    "number",
    "percent",
    "plural",
    "rag",
    "score",
}
"""Functions of ``words`` whose result holds no text from a file."""


def _own(  # noqa: PLR0911, PLR0912  one case a form of expression
    node: ast.expr, known: dict[str, list[ast.expr]], depth: int = 0
) -> bool:
    """Whether an expression can only be text written in the program, or made harmless."""
    if depth > 8:
        return False
    match node:
        case ast.Constant():
            return True
        case ast.JoinedStr(values=parts):
            return all(_own(part, known, depth + 1) for part in parts)
        case ast.FormattedValue(value=value, format_spec=spec):
            return _is_number_format(spec) or _own(value, known, depth + 1)
        case ast.BinOp(left=left, right=right):
            return _own(left, known, depth + 1) and _own(right, known, depth + 1)
        case ast.IfExp(body=body, orelse=orelse):
            return _own(body, known, depth + 1) and _own(orelse, known, depth + 1)
        case ast.BoolOp(values=values):
            return all(_own(value, known, depth + 1) for value in values)
        case ast.Name(id=name):
            return name in known and all(_own(value, known, depth + 1) for value in known[name])
        case ast.Call(
            func=ast.Attribute(value=ast.Name(id="safe"), attr="label" | "marked" | "own" | "prose")
        ):
            return True
        case ast.Call(func=ast.Attribute(value=ast.Name(id="words"), attr=attr), args=args):
            return attr in NUMERIC_WORDS or (
                attr == "name" and all(_own(arg, known, depth + 1) for arg in args)
            )
        case ast.Call(func=ast.Name(id="len" | "round" | "sum")):
            return True
        case ast.Call(func=ast.Attribute(value=inner, attr="capitalize" | "lower")):
            return _own(inner, known, depth + 1)
        case ast.Call(func=ast.Attribute(value=ast.Name(id="cards"), attr=_)):
            return True
    return False


def _is_number_format(spec: ast.expr | None) -> bool:
    if not isinstance(spec, ast.JoinedStr):
        return False
    text = "".join(part.value for part in spec.values if isinstance(part, ast.Constant))
    return bool(text) and text[-1] in ",dfg%"


def _assigned(scope: ast.AST) -> dict[str, list[ast.expr]]:
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found.setdefault(node.targets[0].id, []).append(node.value)
    return found


def _scopes(tree: ast.Module) -> Iterator[tuple[ast.AST, dict[str, list[ast.expr]]]]:
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    inside = {id(node) for function in functions for node in ast.walk(function)}
    for function in functions:
        known = _assigned(function)
        yield from ((node, known) for node in ast.walk(function))
    module = _assigned(tree)
    yield from ((node, module) for node in ast.walk(tree) if id(node) not in inside)


def _leads_to_a_known_host(node: ast.Call) -> bool:
    """A button that links to an address which ``safe.leads_to`` has looked at."""
    match node:
        case ast.Call(
            func=ast.Attribute(attr="link_button"),
            args=[
                ast.Constant(),
                ast.Call(func=ast.Attribute(value=ast.Name(id="safe"), attr="leads_to")),
            ],
        ):
            return True
    return False


def offences(source: str) -> list[str]:
    """The calls in ``source`` that would show what may be a file's text as Markdown."""
    found = []
    for node, known in _scopes(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        name = node.func.attr
        on_streamlit = isinstance(node.func.value, ast.Name | ast.Attribute) and (
            ast.unparse(node.func.value) in ("st", "st.sidebar", "make", "st.column_config")
        )
        if name in FORBIDDEN and on_streamlit and not _leads_to_a_known_host(node):
            found.append(f"{node.lineno}: {name}")
        if name not in MARKDOWN_FIRST or not on_streamlit:
            continue
        checked = node.args[: 3 if name == "metric" else 1]
        checked += [word.value for word in node.keywords if word.arg in MARKDOWN_KEYWORDS]
        found += [
            f"{node.lineno}: {name}({ast.unparse(argument)[:60]})"
            for argument in checked
            if not _own(argument, known)
        ]
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PROJECT_ROOT)))
def test_security_11_no_page_shows_text_from_files_as_markdown(path: Path) -> None:
    assert offences(path.read_text()) == []


@pytest.mark.parametrize(
    "source",
    [
        "st.markdown(row.name)",
        "st.caption(f'{row.name}')",
        "st.button(name)",
        "st.metric('Name', row.name)",
        "st.metric('Name', 1, row.name)",
        "st.caption('fine', help=row.note)",
        "st.table(rows)",
        "st.column_config.LinkColumn('x')",
        "def f(row):\n    text = row.subject\n    st.subheader(text)",
        "st.caption(words.listed(row.people))",
        "st.link_button('Open', row.link)",
        "st.link_button(row.name, safe.leads_to(row.link, HOST))",
    ],
)
def test_security_11_the_lint_sees_text_that_may_come_from_a_file(source: str) -> None:
    assert offences(source)


@pytest.mark.parametrize(
    "source",
    [
        "st.markdown('our own')",
        "st.caption(f'{safe.label(row.name)} has {words.number(row.n)} of {count:,}')",
        "def f(row):\n    text = 'a' if row else 'b'\n    st.subheader(text)",
        "st.text(row.body)",
    ],
)
def test_the_lint_lets_own_text_and_plain_text_pass(source: str) -> None:
    assert offences(source) == []


@pytest.mark.parametrize(
    "text",
    [
        "![x](https://evil.example/a.png)",
        "[click](javascript:alert(1))",
        "https://evil.example/?q=1",
        "www.evil.example",
        "<img src=https://evil.example/a.png>",
        "a@evil.example",
        "$\\href{https://evil.example}{x}$",
        ":red[x] :material/home: :smile:",
        "# heading\n- list\n> quote",
    ],
)
def test_security_11_a_label_keeps_no_character_that_markdown_reads(text: str) -> None:
    shown = safe.label(text)
    assert "\n" not in shown
    bare = shown.replace("\\", "")
    for sign in "![](){}<>#*_`$~|":
        assert shown.count(sign) == shown.count("\\" + sign)
    assert "://" not in bare
    assert "www." not in bare
    assert "a@" not in bare


def test_a_label_is_cut_with_an_ellipsis() -> None:
    assert safe.label("a" * 300, 20) == "a" * 19 + "…"


def test_a_chart_text_holds_no_markup() -> None:
    assert safe.chart("<a href='https://evil.example'>x</a>").startswith("&lt;a")


MARKED = [
    "![x](http://evil.example/a.png)",
    "www.evil.example",
    "<b>x</b> $x$ :smile: *a*",
    "a@evil.example",
]


@pytest.mark.parametrize("text", MARKED)
def test_security_11_marked_text_is_as_harmless_as_a_label(text: str) -> None:
    assert safe.marked(text, []) == safe.label(text)
    middle = len(text) // 2
    shown = safe.marked(text, [safe.Mark(0, middle, "red", "x ")])
    assert shown.startswith(":red-background[x ")
    bare = shown.replace(":red-background[x ", "", 1)
    for sign in ("![", "](", "http://", "www.", "<b>", "*a*"):
        assert sign not in bare


def test_marks_keep_lines_and_leave_out_what_overlaps() -> None:
    marks = [safe.Mark(0, 3, "green"), safe.Mark(2, 5, "red"), safe.Mark(6, 9, "orange")]
    assert (
        safe.marked("one\ntwo\ufeff\ue000six", marks[:1])
        == ":green-background[one]  \ntwo\ufeffsix"
    )
    assert safe.marked("abcdefghij", marks) == ":green-background[abc]def:orange-background[ghi]j"


@pytest.mark.parametrize(
    "link",
    ["http://mail.google.com/mail/", "https://mail.google.com.evil.example/mail/", "javascript:x"],
)
def test_security_11_a_page_links_to_the_host_it_names_only(link: str) -> None:
    with pytest.raises(ValueError, match=r"mail\.google\.com"):
        safe.leads_to(link, "mail.google.com")
