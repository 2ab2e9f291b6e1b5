"""What the hub asks others: IAP's public keys, and which backend services the load balancer has."""

from __future__ import annotations

import asyncio
import functools
import http
import json
import logging
import ssl
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar
from urllib.parse import quote

import aiohttp
import google.auth
import google.auth.transport.requests
import requests

MAX_ANSWER_BYTES = 1024 * 1024
BACKENDS_ANNOTATION = "ingress.kubernetes.io/backends"
SERVICE_KEY = "kubernetes.io/service-name"
COMPUTE_SCOPE = "https://www.googleapis.com/auth/compute.readonly"

T = TypeVar("T")


class Known(NamedTuple, Generic[T]):
    """An answer. `fresh`: it was got for the one who asks now, so what it lacks is not there."""

    value: T | None
    fresh: bool


@dataclass
class Cached(Generic[T]):
    """The last good answer of `fetch`.

    Fetches start at least `pause` seconds apart, end after `timeout` seconds and are shared by
    all who wait, so no pattern of requests makes more of them. A failed one keeps the old answer.
    """

    fetch: Callable[[], Awaitable[T]]
    what: str
    log: logging.Logger
    max_age: float
    pause: float
    timeout: float
    value: T | None = None
    _fetched: float = float("-inf")
    _tried: float = float("-inf")
    _task: asyncio.Task[bool] | None = None

    async def get(self, suits: Callable[[T], bool]) -> Known[T]:
        """The answer. Waits for a fetch if there is none or it does not suit; never when old.

        It is not fresh if it is of before, or the fetch failed, or it is too early for another one.
        """
        if self.value is None or not suits(self.value):
            task = self._start()
            if task is None:
                return Known(self.value, fresh=False)
            # A waiting request that goes away does not end what others wait for.
            return Known(fresh=await asyncio.shield(task), value=self.value)
        if time.monotonic() - self._fetched > self.max_age:
            self._start()
        return Known(self.value, fresh=False)

    def _start(self) -> asyncio.Task[bool] | None:
        """The fetch under way, a new one, or None if the last one is too recent."""
        if self._task is not None and not self._task.done():
            return self._task
        if time.monotonic() - self._tried < self.pause:
            return None
        self._tried = time.monotonic()
        self._task = asyncio.create_task(self._run())
        return self._task

    async def _run(self) -> bool:
        try:
            self.value = await asyncio.wait_for(self.fetch(), self.timeout)
        # Whatever another server sends or does, sign-ins go on with what is known.
        except Exception as error:
            self.log.error("Could not get %s: %s: %s", self.what, type(error).__name__, error)
            return False
        self._fetched = time.monotonic()
        self.log.info("Got %s", self.what)
        return True


@dataclass(frozen=True)
class Audiences:
    """The audience of tokens for the hub, and those of the Ingress's other backend services."""

    hub: str
    others: frozenset[str] = frozenset()

    def __contains__(self, audience: str) -> bool:
        return audience == self.hub or audience in self.others


@dataclass(frozen=True)
class LoadBalancer:
    """Where an Ingress's backend services can be looked up."""

    project_id: str
    project_number: str
    ingress: str
    hub_service: str
    compute_url: str
    kubernetes_url: str
    account: Path
    timeout: float

    @property
    def audience_prefix(self) -> str:
        """What the audience of each of its backend services begins with; the rest is a number."""
        return f"/projects/{self.project_number}/global/backendServices/"

    async def audiences(self) -> Audiences:
        """Those of the Ingress's backend services. Raises unless just one of them serves the hub.

        Their names are in the Ingress's annotation, their ids are the Compute API's. The
        description, which GKE writes, says which Service a backend service belongs to.
        """
        namespace = (self.account / "namespace").read_text().strip()
        ingress = await get_json(
            f"{self.kubernetes_url}/apis/networking.k8s.io/v1/namespaces/{quote(namespace)}"
            f"/ingresses/{quote(self.ingress)}",
            {"Authorization": f"Bearer {(self.account / 'token').read_text().strip()}"},
            ca=str(self.account / "ca.crt"),
        )
        names = json.loads(ingress["metadata"]["annotations"][BACKENDS_ANNOTATION])
        token = await asyncio.to_thread(google_token, self.timeout)
        wanted = f"{namespace}/{self.hub_service}"
        hubs: list[str] = []
        others: list[str] = []
        for name in names:
            backend = await get_json(
                f"{self.compute_url}/compute/v1/projects/{quote(self.project_id)}"
                f"/global/backendServices/{quote(name, safe='')}",
                {"Authorization": f"Bearer {token}"},
            )
            audience = f"{self.audience_prefix}{int(backend['id'])}"
            serves_hub = json.loads(backend["description"])[SERVICE_KEY] == wanted
            (hubs if serves_hub else others).append(audience)
        if len(hubs) != 1:
            raise LookupError(f"{len(hubs)} of {len(names)} backend services belong to {wanted}")
        return Audiences(hubs[0], frozenset(others))


async def get_json(url: str, headers: dict[str, str], ca: str | None = None) -> Any:
    """The JSON document at `url`; raises on any other answer. Follows no redirects.

    By the proxy that HTTPS_PROXY and NO_PROXY say, but for a server of the cluster's own: that is one with a `ca`.
    """
    tls = ssl.create_default_context(cafile=ca) if ca else True
    async with (
        aiohttp.ClientSession(trust_env=ca is None) as session,
        session.get(url, headers=headers, ssl=tls, allow_redirects=False) as answer,
    ):
        if answer.status != http.HTTPStatus.OK:
            raise LookupError(f"{url} answered {answer.status}")
        body = b""
        async for chunk in answer.content.iter_any():
            body += chunk
            if len(body) > MAX_ANSWER_BYTES:
                raise LookupError(f"{url} answered with more than {MAX_ANSWER_BYTES} bytes")
    return json.loads(body)


def google_token(timeout: float) -> str:
    """An access token of the hub's Google identity (application default credentials). Blocks."""
    with requests.Session() as session:
        # The metadata server is on the node, behind no proxy.
        session.trust_env = False
        request = google.auth.transport.requests.Request(session=session)
        credentials, _ = google.auth.default(scopes=[COMPUTE_SCOPE], request=request)
        credentials.refresh(functools.partial(request, timeout=timeout))  # type: ignore[no-untyped-call]
    return str(credentials.token)
