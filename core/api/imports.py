"""Upload of exports: streamed to disk within limits, then read, checked and published."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path, PurePath
from typing import Annotated

import anyio
import anyio.to_thread
from fastapi import APIRouter, Query, Request
from starlette.datastructures import UploadFile
from starlette.types import Message, Receive

from core import capture
from core.actor import Actor
from core.api.callers import Caller, CockpitHere
from core.api.import_payloads import ImportAnswer, ImportQuery, PreviewQuery
from core.api.import_preview import PreviewAnswer, previewed
from core.api.problems import TooLarge, WrongMediaType
from core.api.quota import Quota
from core.auth.guard import require
from core.auth.permissions import Permission
from core.errors import InvalidInput
from core.settings import Settings
from core.wiring import Cockpit

router = APIRouter(prefix="/imports", tags=["imports"])

MB = 1_000_000
_BLOCK = 1 << 20
_AT_ONCE = anyio.CapacityLimiter(2)
"""Imports that run at the same time; others wait, and everything else keeps its threads."""

_BODY = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["files"],
                "properties": {
                    "files": {"type": "array", "items": {"type": "string", "format": "binary"}}
                },
            }
        },
        "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
        "text/csv": {"schema": {"type": "string"}},
    },
}


@router.post("", openapi_extra={"requestBody": _BODY})
async def upload(
    request: Request,
    cockpit: CockpitHere,
    actor: Caller,
    query: Annotated[ImportQuery, Query()],
) -> ImportAnswer:
    """Import one or more files in one transaction; ``dry_run`` only says what would happen.

    Send them as parts of a form (``multipart/form-data``), or one as the body with ``file_name``.
    """
    permission = Permission.IMPORT_READ if query.dry_run else Permission.IMPORT_PUBLISH
    require(actor, permission)
    async with _received(request, cockpit.settings, query.file_name) as paths:
        return await anyio.to_thread.run_sync(
            _import, cockpit, actor, paths, query, limiter=_AT_ONCE
        )


@router.post("/preview", openapi_extra={"requestBody": _BODY})
async def preview(
    request: Request,
    cockpit: CockpitHere,
    actor: Caller,
    query: Annotated[PreviewQuery, Query()],
) -> PreviewAnswer:
    """How files would be read: each part with its reason, the first rows, and what is to be answered.

    Nothing is imported. Send them as for an import; an answer is given as the parameter a question names.
    """
    require(actor, Permission.IMPORT_READ)
    async with _received(request, cockpit.settings, query.file_name) as paths:
        return await anyio.to_thread.run_sync(
            previewed, cockpit.store, actor, paths, query, limiter=_AT_ONCE
        )


def _import(cockpit: Cockpit, actor: Actor, paths: list[Path], query: ImportQuery) -> ImportAnswer:
    plan = capture.plan(
        cockpit.store,
        actor,
        paths,
        kind=query.kind or None,
        options=query.options(),
        check=query.dry_run,
    )
    if query.dry_run:
        return ImportAnswer.of(None, plan.reports, dry_run=True)
    result = capture.publish(cockpit.store, actor, plan)
    return ImportAnswer.of(result.import_id, result.files, dry_run=False)


@asynccontextmanager
async def _received(
    request: Request, settings: Settings, file_name: str
) -> AsyncIterator[list[Path]]:
    """The request's files in a folder of their own, which is removed afterwards."""
    settings.home.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="upload-", dir=settings.home))
    try:
        declared = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        metered = Request(request.scope, _metered(request, settings))
        if declared == "multipart/form-data":
            yield await _parts(metered, folder)
        elif declared in ("application/json", "application/x-www-form-urlencoded"):
            raise WrongMediaType(
                f"{declared} is no file.", "Send the file itself, or multipart/form-data."
            )
        else:
            path = folder / _safe_name(file_name)
            await _write(metered.stream(), path)
            yield [path]
    finally:
        await anyio.to_thread.run_sync(shutil.rmtree, folder, True)


def _metered(request: Request, settings: Settings) -> Receive:
    """The request's body, cut off where the limit or the caller's quota ends."""
    size = 0
    limit = settings.upload_limit_mb * MB
    quota = _quota(settings.upload_quota_mb * MB)
    too_large = TooLarge(
        f"The upload is larger than {settings.upload_limit_mb} MB.",
        "Split it, import it with the command line, or raise RAPPORT_UPLOAD_LIMIT_MB.",
    )
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > limit:
        raise too_large

    async def receive() -> Message:
        nonlocal size
        message = await request.receive()
        arrived = len(message.get("body", b""))
        size += arrived
        if size > limit:
            raise too_large
        if arrived and not quota.take(request.state.caller, arrived):
            raise TooLarge(
                f"More than {settings.upload_quota_mb} MB within an hour.", "Try again later."
            )
        return message

    return receive


@cache
def _quota(limit_bytes: int) -> Quota:
    return Quota(limit_bytes)


async def _parts(request: Request, folder: Path) -> list[Path]:
    async with request.form(max_files=50, max_fields=10) as form:
        files = [part for _, part in form.multi_items() if isinstance(part, UploadFile)]
        if not files:
            raise InvalidInput("The form has no file.", "Add one as the part `files`.")
        paths: list[Path] = []
        for number, part in enumerate(files, start=1):
            # A folder for each, so that two parts of one name do not overwrite each other.
            path = folder / str(number) / _safe_name(part.filename or "")
            path.parent.mkdir()
            await _write(_blocks(part), path)
            paths.append(path)
    return paths


async def _blocks(part: UploadFile) -> AsyncIterator[bytes]:
    while block := await part.read(_BLOCK):
        yield block


async def _write(blocks: AsyncIterator[bytes], path: Path) -> None:
    """Write what arrives in large steps: each is a turn of a thread."""
    written = 0
    async with await anyio.open_file(path, "wb") as file:
        waiting = bytearray()
        async for block in blocks:
            waiting += block
            if len(waiting) >= _BLOCK:
                written += await file.write(bytes(waiting))
                waiting.clear()
        written += await file.write(bytes(waiting))
    if not written:
        raise InvalidInput(f"{path.name} is empty.", "Send the file as the body of the request.")


def _safe_name(name: str) -> str:
    """The last part of a file's name, as it is reported; a name is needed to know an ending."""
    last = PurePath(name.replace("\\", "/")).name
    if not last or last in (".", "..") or not last.isprintable() or len(last) > 255:
        raise InvalidInput("The file has no usable name.", "Give it as ?file_name=accounts.csv.")
    return last
