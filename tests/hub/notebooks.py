"""A person's real server behind a hub: its kernels, and the cells that they run."""

from __future__ import annotations

import json
import time
import uuid
from typing import Any

from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from .hubs import Answer, Hub, request


class Notebooks:
    """The person's server, through the proxy."""

    def __init__(self, hub: Hub, person: str) -> None:
        self.hub, self.person = hub, person
        hub.start_server(person)
        self.started = time.monotonic()
        token = hub.api(f"/users/{person}/tokens", "POST")["token"]
        self.path, self.headers = f"/user/{person}/api/kernels", [("Authorization", f"token {token}")]

    def ask_for_kernel(self) -> Answer:
        return request(self.hub.proxy, self.path, self.headers, method="POST", body="{}")

    def start_kernel(self) -> str:
        answer = self.ask_for_kernel()
        assert answer.status == 201, answer.body
        return str(json.loads(answer.body)["id"])

    def kernels(self) -> set[str]:
        return {each["id"] for each in json.loads(request(self.hub.proxy, self.path, self.headers).body)}

    def is_there(self) -> bool:
        return bool(self.hub.api(f"/users/{self.person}")["servers"])

    async def connect(self, kernel: str) -> WebSocketClientConnection:
        """A websocket, as of a notebook's tab."""
        url = f"ws://127.0.0.1:{self.hub.proxy}{self.path}/{kernel}/channels"
        return await websocket_connect(HTTPRequest(url, headers=dict(self.headers)))

    async def run(self, kernel: str, code: str) -> str:
        """What the cell prints."""
        tab = await self.connect(kernel)
        await tab.write_message(execute(code))
        printed = ""
        while text := await tab.read_message():
            message = json.loads(text)
            if message["msg_type"] == "stream":
                printed += message["content"]["text"]
            elif message["msg_type"] == "execute_reply":
                assert message["content"]["status"] == "ok", message["content"]
            elif message["msg_type"] == "status" and message["content"]["execution_state"] == "idle" and printed:
                break
        tab.close()
        return printed


def execute(code: str) -> str:
    """A message that runs a cell."""
    header = {"msg_id": uuid.uuid4().hex, "session": uuid.uuid4().hex, "username": "", "version": "5.3"}
    content: dict[str, Any] = {"code": code, "silent": False, "store_history": True, "allow_stdin": False}
    message = {"header": {**header, "msg_type": "execute_request"}, "parent_header": {}, "metadata": {}}
    return json.dumps({**message, "content": content, "channel": "shell", "buffers": []})
