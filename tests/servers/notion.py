"""Notion on this machine: pages made of blocks, by the rules of its API of 2025-09-03.

It checks the secret and the version, refuses what Notion refuses (more than 100 blocks at once, texts
over 2,000 characters, children of a heading that does not fold), gives lists in pages, and remembers who
made each block.

    with NotionServer() as server:
        page = server.add_page("Acme", "Our notes")
        settings = Settings(**server.settings())
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

from tests.servers.gmail_faults import Answer
from tests.servers.local_http import LocalHttp

SECRET = "ntn_a_secret_of_notion"
BOT, PERSON = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
DATABASE = "33333333-3333-4333-8333-333333333333"
KINDS = ("paragraph", "heading_2", "heading_3", "bulleted_list_item")
PAGE_SIZE = 100


@dataclass
class Node:
    """A page or a block. ``kind`` is ``page`` or the block's type."""

    kind: str
    text: str
    by: str
    parent: Node | None = None
    folds: bool = False
    link: str = ""
    in_trash: bool = False
    children: list[Node] = field(default_factory=list)
    id: str = field(default_factory=lambda: str(uuid4()))

    def there(self) -> list[Node]:
        return [child for child in self.children if not child.in_trash]


class NotionServer(LocalHttp):
    """``pages`` are those shared with the integration."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: list[Node] = []
        self.nodes: dict[str, Node] = {}
        self.largest_list = PAGE_SIZE

    def settings(self) -> dict[str, str]:
        """Fields of the settings that make Rapport use this server."""
        return {"notion_token": SECRET, "notion_endpoint": self.url}

    def add_page(self, title: str, *paragraphs: str) -> Node:
        """A page that a person wrote."""
        page = Node("page", title, PERSON)
        self.pages.append(page)
        self.nodes[page.id] = page
        for text in paragraphs:
            self.write(page, text)
        return page

    def write(
        self, under: Node, text: str, kind: str = "paragraph", *, folds: bool = False
    ) -> Node:
        """A person writes a block."""
        return self._put(Node(kind, text, PERSON, under, folds))

    def seen(self, node: Node, indent: str = "") -> list[str]:
        """What a reader sees of a page, children indented."""
        lines: list[str] = []
        for child in node.there():
            lines.append(f"{indent}{child.text}")
            lines += self.seen(child, indent + "  ")
        return lines

    def reply(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Answer:
        parts = urlsplit(target)
        path, query = parts.path.removeprefix("/v1"), parse_qs(parts.query)
        name = _name_of(method, path)
        before = self.faults.meet(name, "before") or self.faults.meet("any", "before")
        if before is not None:
            return before
        if headers.get("authorization") != f"Bearer {SECRET}":
            return _error(401, "unauthorized", "API token is invalid.")
        if headers.get("notion-version") != "2025-09-03":
            return _error(400, "missing_version", "Notion-Version header failed validation")
        done = self._act(method, path, query, json.loads(body) if body else {})
        return self.faults.meet(name, "after") or done

    def _act(
        self, method: str, path: str, query: dict[str, list[str]], body: dict[str, Any]
    ) -> Answer:
        if path in ("/users/me", "/search"):
            me = Answer.of({"object": "user", "id": BOT, "type": "bot"})
            return me if method == "GET" else self._search(body)
        found = self.nodes.get(path.split("/")[2])
        if found is None:
            return _error(404, "object_not_found", "Could not find block with this ID.")
        listing = path.endswith("/children")
        if method == "GET":
            children = [_shown(child) for child in found.there()]
            return (
                _page(children, query, self.largest_list) if listing else Answer.of(_shown(found))
            )
        if found.in_trash or _is_under_trash(found):
            return _error(400, "validation_error", "Can't edit block that is archived.")
        if method == "PATCH" and listing:
            return self._append(found, body["children"])
        found.in_trash = True
        return Answer.of(_shown(found))

    def _search(self, body: dict[str, Any]) -> Answer:
        words = body.get("query", "").lower().split()
        pages = [page for page in self.pages if any(w in page.text.lower() for w in words)]
        query = {"start_cursor": [body["start_cursor"]]} if body.get("start_cursor") else {}
        return _page([_page_shown(page) for page in pages], query, self.largest_list)

    def _append(self, under: Node, children: list[dict[str, Any]]) -> Answer:
        wrong = _wrong(under, children)
        if wrong:
            return _error(400, "validation_error", wrong)
        made = [self._make(under, block) for block in children]
        return Answer.of({"object": "list", "results": [_shown(node) for node in made]})

    def _make(self, under: Node, block: dict[str, Any]) -> Node:
        content = block[block["type"]]
        text = "".join(piece["text"]["content"] for piece in content["rich_text"])
        links = [(piece["text"].get("link") or {}).get("url", "") for piece in content["rich_text"]]
        folds = bool(content.get("is_toggleable"))
        node = self._put(Node(block["type"], text, BOT, under, folds, links[0] if links else ""))
        for child in content.get("children", []):
            self._make(node, child)
        return node

    def _put(self, node: Node) -> Node:
        assert node.parent is not None
        node.parent.children.append(node)
        self.nodes[node.id] = node
        return node


def _name_of(method: str, path: str) -> str:
    if path in ("/users/me", "/search"):
        return path.removeprefix("/").partition("/")[0]
    listing = path.endswith("/children")
    named = {"GET": "list" if listing else "retrieve", "PATCH": "append", "DELETE": "delete"}
    return named[method]


def _wrong(under: Node, children: list[dict[str, Any]]) -> str:
    if under.kind.startswith("heading") and not under.folds:
        return "Block does not support children."
    if len(children) > PAGE_SIZE:
        return "body.children.length should be ≤ `100`"
    for block in children:
        if block.get("type") not in KINDS:
            return "body.children[0] should be a known type"
        content = block[block["type"]]
        if any(len(piece["text"]["content"]) > 2000 for piece in content["rich_text"]):
            return "content.length should be ≤ `2000`"
        inner = content.get("children", [])
        if inner and (not content.get("is_toggleable") or len(inner) > PAGE_SIZE):
            return "children should be not present"
    return ""


def _is_under_trash(node: Node) -> bool:
    return node.parent is not None and (node.parent.in_trash or _is_under_trash(node.parent))


def _rich(text: str) -> list[dict[str, Any]]:
    return [{"type": "text", "plain_text": text, "text": {"content": text}}] if text else []


def _shown(node: Node) -> dict[str, Any]:
    gone = node.in_trash or _is_under_trash(node)
    shown: dict[str, Any] = {
        "object": "block",
        "id": node.id,
        "type": "child_page" if node.kind == "page" else node.kind,
        "created_by": {"object": "user", "id": node.by},
        "has_children": bool(node.there()),
        "in_trash": gone,
        "archived": gone,
    }
    if node.parent is not None:
        kind = "page_id" if node.parent.kind == "page" else "block_id"
        shown["parent"] = {"type": kind, kind: node.parent.id}
    if node.kind != "page":
        shown[node.kind] = {"rich_text": _rich(node.text)}
    if node.kind.startswith("heading"):
        shown[node.kind]["is_toggleable"] = node.folds
    return shown


def _page_shown(page: Node) -> dict[str, Any]:
    return {
        "object": "page",
        "id": page.id,
        "in_trash": page.in_trash,
        "parent": {
            "type": "data_source_id",
            "data_source_id": str(uuid4()),
            "database_id": DATABASE,
        },
        "properties": {
            "ARR": {"type": "number", "number": 1},
            "Name": {"type": "title", "title": _rich(page.text)},
        },
    }


def _page(results: list[dict[str, Any]], query: dict[str, list[str]], largest: int) -> Answer:
    start = int(query.get("start_cursor", ["0"])[0])
    size = min(int(query.get("page_size", ["100"])[0]), largest)
    more = start + size < len(results)
    return Answer.of(
        {
            "object": "list",
            "results": results[start : start + size],
            "has_more": more,
            "next_cursor": str(start + size) if more else None,
        }
    )


def _error(status: int, code: str, message: str) -> Answer:
    return Answer.of(
        {"object": "error", "status": status, "code": code, "message": message}, status
    )
