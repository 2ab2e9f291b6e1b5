"""How the stand-in of the load balancer hands a request on: HTTP and websockets, for as long as it may last."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Coroutine, Sequence
from typing import Any, TypeAlias

import aiohttp
from aiohttp import web
from multidict import CIMultiDict
from yarl import URL

Headers: TypeAlias = Sequence[tuple[str, str]]
Socket: TypeAlias = "web.WebSocketResponse | aiohttp.ClientWebSocketResponse[Any]"
NOT_COPIED = ("content-length", "transfer-encoding", "connection")


def is_websocket(request: web.Request) -> bool:
    """Whether the caller asks for one."""
    return request.headers.get("Upgrade", "").lower() == "websocket"


async def pass_on(request: web.Request, port: int, headers: Headers, seconds: float | None) -> web.StreamResponse:
    """The answer of the server at `port`; the connection is cut after so many seconds."""
    target = URL(f"http://127.0.0.1:{port}{request.raw_path}", encoded=True)
    async with aiohttp.ClientSession(auto_decompress=False) as session:
        if is_websocket(request):
            return await _websocket(request, session, target, headers, seconds)
        return await _http(request, session, target, headers, seconds)


async def _http(
    request: web.Request, session: aiohttp.ClientSession, target: URL, headers: Headers, seconds: float | None
) -> web.StreamResponse:
    body = await request.read() or None
    async with session.request(
        request.method, target, headers=CIMultiDict(headers), data=body, allow_redirects=False
    ) as answer:
        copy = web.StreamResponse(status=answer.status)
        for name, value in answer.headers.items():
            if name.lower() not in NOT_COPIED:
                copy.headers.add(name, value)
        await copy.prepare(request)
        await _cut_after(seconds, request, _copy_body(answer, copy))
        return copy


async def _copy_body(answer: aiohttp.ClientResponse, copy: web.StreamResponse) -> None:
    async for chunk in answer.content.iter_any():
        await copy.write(chunk)
    await copy.write_eof()


async def _websocket(
    request: web.Request, session: aiohttp.ClientSession, target: URL, headers: Headers, seconds: float | None
) -> web.StreamResponse:
    asked = request.headers.get("Sec-WebSocket-Protocol", "")
    protocols = [each.strip() for each in asked.split(",") if each.strip()]
    kept = [(name, value) for name, value in headers if not name.lower().startswith("sec-websocket")]
    kept = [(name, value) for name, value in kept if name.lower() not in ("upgrade", "connection")]
    try:
        behind = await session.ws_connect(target, headers=CIMultiDict(kept), protocols=protocols, max_msg_size=0)
    except aiohttp.WSServerHandshakeError as refusal:
        return web.Response(status=refusal.status)
    chosen = [behind.protocol] if behind.protocol else []
    front = web.WebSocketResponse(protocols=chosen, max_msg_size=0)
    await front.prepare(request)
    await _cut_after(seconds, request, _both_ways(front, behind))
    return front


async def _both_ways(front: web.WebSocketResponse, behind: aiohttp.ClientWebSocketResponse[Any]) -> None:
    """Until either end closes."""
    ways = [asyncio.create_task(_copy(*ends)) for ends in ((front, behind), (behind, front))]
    try:
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for way in ways:
            way.cancel()
        await asyncio.gather(front.close(), behind.close(), return_exceptions=True)


async def _copy(source: Socket, target: Socket) -> None:
    async for message in source:
        if message.type == aiohttp.WSMsgType.TEXT:
            await target.send_str(message.data)
        elif message.type == aiohttp.WSMsgType.BINARY:
            await target.send_bytes(message.data)


async def _cut_after(seconds: float | None, request: web.Request, work: Coroutine[Any, Any, None]) -> None:
    """As the backend's timeout does: without a word."""
    if seconds is None:
        await work
        return
    task = asyncio.ensure_future(work)
    done, _ = await asyncio.wait([task], timeout=seconds)
    if done:
        task.result()
        return
    if request.transport is not None:
        request.transport.abort()
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError, ConnectionError):
        await task
