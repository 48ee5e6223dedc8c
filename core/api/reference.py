"""The API's reference as Markdown, made from its OpenAPI document."""

from __future__ import annotations

from typing import Any

from core.api.application import document

_HEAD = """# JSON API

The same use cases as the pages, in the same process. The OpenAPI document is at `/api/openapi.json`.
"""


def api_markdown() -> str:
    """Every route with its parameters and answers."""
    made = document()
    parts = [_HEAD, made["info"]["description"].strip() + "\n"]
    for path, operations in made["paths"].items():
        parts += [
            _operation(f"{method.upper()} /api{path}", operation)
            for method, operation in operations.items()
        ]
    return "\n".join(parts)


def _operation(title: str, operation: dict[str, Any]) -> str:
    lines = [f"## {title}\n", _line(operation.get("description", "")) + "\n"]
    if parameters := operation.get("parameters"):
        lines += ["| parameter | in | meaning |\n|---|---|---|"]
        lines += [
            f"| `{item['name']}`{' (required)' if item.get('required') else ''} | {item['in']} "
            f"| {_line(item.get('description', ''))} |"
            for item in parameters
        ]
        lines.append("")
    answers = ", ".join(
        f"{status} `{name}`"
        for status, response in operation["responses"].items()
        if (name := _schema(response)) != "Problem"
    )
    return "\n".join([*lines, f"Answers: {answers}, or a problem.\n"])


def _schema(response: dict[str, Any]) -> str:
    references = [
        str(media.get("schema", {}).get("$ref", ""))
        for media in response.get("content", {}).values()
    ]
    return references[0].rpartition("/")[2] if references else ""


def _line(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("``", "`")
