"""The API's reference as Markdown, made from its OpenAPI document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from core.api.application import document
from core.api.front import PREFIX

_HEAD = f"""# JSON API

The same use cases as the pages, in the same process. The OpenAPI document is at
`{PREFIX}/openapi.json`.
"""

_EXAMPLE = f"""
```sh
TOKEN=$(python -m core token create nightly --role analyst)
curl -H "Authorization: Bearer $TOKEN" "http://localhost:8501{PREFIX}/customers?rag=red"
curl -H "Authorization: Bearer $TOKEN" -F files=@accounts.csv -F files=@contacts.csv \\
  "http://localhost:8501{PREFIX}/imports?dry_run=true"
OWN=$(python -m core token create mine --role csm --acts-for ann@example.com)
curl -H "Authorization: Bearer $OWN" -H "Content-Type: application/json" \\
  -d '{{"contact": "C1", "purpose": "introduction"}}' \\
  "http://localhost:8501{PREFIX}/customers/A1/executive-outreach"
```
"""


def api_markdown() -> str:
    """Every route with what it takes and answers, then every payload."""
    made = document()
    parts = [_HEAD, made["info"]["description"].strip(), _EXAMPLE]
    parts += _problems(made)
    for path, operations in made["paths"].items():
        parts += [
            _operation(f"{method.upper()} {PREFIX}{path}", operation)
            for method, operation in operations.items()
        ]
    parts.append("## Payloads\n")
    parts += [
        _payload(name, schema)
        for name, schema in sorted(made["components"]["schemas"].items())
        if "properties" in schema
    ]
    return "\n".join(parts)


def _problems(made: dict[str, Any]) -> Iterator[str]:
    answers = made["paths"]["/customers"]["get"]["responses"]
    yield "| status | meaning |\n|---|---|"
    for status, response in answers.items():
        if _schema(response) == "Problem":
            yield f"| {status} | {_line(response['description'])} |"
    yield ""


def _operation(title: str, operation: dict[str, Any]) -> str:
    lines = [f"## {title}\n", _line(operation["description"]) + "\n"]
    if parameters := operation.get("parameters"):
        lines += ["| parameter | type | meaning |\n|---|---|---|"]
        lines += [
            f"| `{item['name']}`{' (required)' if item.get('required') else ''} "
            f"| {_type(item['schema'])} | {_line(item['description'])} |"
            for item in parameters
        ]
        lines.append("")
    if body := operation.get("requestBody"):
        kinds = ", ".join(f"`{kind}`" for kind in body["content"])
        name = _schema(body)
        lines.append(f"Takes {kinds}{f': [{name}](#{name.lower()})' if name else ''}.\n")
    answers = ", ".join(
        f"{status} [{name}](#{name.lower()})"
        for status, response in operation["responses"].items()
        if (name := _schema(response)) != "Problem"
    )
    return "\n".join([*lines, f"Answers {answers}, or a [problem](#problem).\n"])


def _payload(name: str, schema: dict[str, Any]) -> str:
    required = schema.get("required", [])
    lines = [f"### {name}\n", _line(schema.get("description", "")) + "\n"]
    lines.append("| field | type | meaning |\n|---|---|---|")
    lines += [
        f"| `{field}`{' (required)' if field in required else ''} | {_type(item)} "
        f"| {_line(item.get('description', ''))} |"
        for field, item in schema["properties"].items()
    ]
    return "\n".join([*lines, ""])


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in schema:
        return " or ".join(_type(item) for item in schema["anyOf"])
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {_type(schema['items'])}"
    return str(schema.get("format") or schema.get("const") or schema.get("type"))


def _schema(response: dict[str, Any]) -> str:
    references = [
        str(media.get("schema", {}).get("$ref", ""))
        for media in response.get("content", {}).values()
    ]
    return references[0].rpartition("/")[2] if references else ""


def _line(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("``", "`")
