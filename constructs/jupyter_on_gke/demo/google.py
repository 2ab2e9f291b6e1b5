"""Stands in on loopback for IAP's key server, the Compute API, GKE's metadata and Kubernetes."""

from __future__ import annotations

import asyncio
import datetime
import ipaddress
import json
import ssl
import threading
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from jupyter_on_gke.demo.iap_keys import Keys

T = TypeVar("T")
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
NAMESPACE = "jupyter"
INGRESS = "jupyter"
HUB_SERVICE = "proxy-hub"
USERS_SERVICE = "proxy-public"
GOOGLE_TOKEN = "ya29.of-the-hubs-identity"  # noqa: S105  # made up
POD_TOKEN = "token-of-the-hubs-pod"  # noqa: S105  # made up


class Loopback:
    """One event loop in a thread, for all servers of a test run."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._runners: list[web.AppRunner] = []
        threading.Thread(target=self._loop.run_forever, daemon=True).start()

    def run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        """What it gives, of another thread."""
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(30)

    def serve(self, handler: Handler, tls: ssl.SSLContext | None = None, port: int = 0) -> int:
        """Serve all paths with `handler`; gives the port, which is any that is free for 0. OSError where it is not."""
        return self.run(self._serve(handler, tls, port))

    async def _serve(self, handler: Handler, tls: ssl.SSLContext | None, port: int) -> int:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", handler)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port, ssl_context=tls).start()
        self._runners.append(runner)
        return int(runner.addresses[0][1])

    def close(self) -> None:
        """End all servers."""
        for runner in self._runners:
            self.run(runner.cleanup())
        self._loop.call_soon_threadsafe(self._loop.stop)


@dataclass
class Cloud:
    """What a hub asks. `trouble` maps a part to how it fails; `count` says how often it was asked.

    Troubles: "down" (connection cut), "slow" (no answer), an HTTP status (302 leads to a good answer),
    or a body to send.
    """

    loopback: Loopback
    signer: Keys
    folder: Path
    trouble: dict[str, str | int] = field(default_factory=dict)
    count: Counter[str] = field(default_factory=Counter)
    backends: dict[str, dict[str, str]] = field(default_factory=dict)
    forbidden: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.reset_backends()
        account = self.folder / "serviceaccount"
        account.mkdir(parents=True)
        (account / "namespace").write_text(NAMESPACE)
        (account / "token").write_text(POD_TOKEN)
        tls = self_signed(account / "ca.crt")
        self.keys_port = self.loopback.serve(self._keys)
        self.compute_port = self.loopback.serve(self._compute)
        self.metadata_port = self.loopback.serve(self._metadata)
        self.kubernetes_port = self.loopback.serve(self._kubernetes, tls)

    def reset_backends(self) -> None:
        """Those of the Ingress: the hub's, the one of all else, one with a like name, GKE's own."""
        self.backends.clear()
        self.add_backend("k8s1-abc-hub", "4001", f"{NAMESPACE}/{HUB_SERVICE}")
        self.add_backend("k8s1-abc-users", "4002", f"{NAMESPACE}/{USERS_SERVICE}")
        self.add_backend("k8s1-abc-like", "4003", f"{NAMESPACE}/my-{HUB_SERVICE}")
        self.add_backend("k8s1-abc-404", "4004", "kube-system/default-http-backend")

    def add_backend(self, name: str, number: str, service: str) -> None:
        """A backend service of this number, for the port http of a Service."""
        described = {"kubernetes.io/service-name": service, "kubernetes.io/service-port": "http"}
        self.backends[name] = {"id": number, "name": name, "description": json.dumps(described)}

    def hub_config(self) -> dict[str, Any]:
        """The authenticator's settings that point at these stand-ins."""
        return {
            "keys_url": f"http://127.0.0.1:{self.keys_port}/iap/verify/public_key-jwk",
            "compute_url": f"http://127.0.0.1:{self.compute_port}",
            "kubernetes_url": f"https://127.0.0.1:{self.kubernetes_port}",
            "service_account_dir": str(self.folder / "serviceaccount"),
            "project_id": "a-project",
            "project_number": "123456789012",
            "ingress_name": INGRESS,
            "backend_service": HUB_SERVICE,
        }

    def hub_environment(self) -> dict[str, str]:
        """What makes google-auth ask the metadata server here."""
        return {
            "GCE_METADATA_HOST": f"127.0.0.1:{self.metadata_port}",
            "GCE_METADATA_IP": f"127.0.0.1:{self.metadata_port}",
            "CLOUDSDK_CONFIG": str(self.folder),
        }

    async def _keys(self, request: web.Request) -> web.StreamResponse:
        return await self._answer("keys", request, self.signer.jwks())

    async def _kubernetes(self, request: web.Request) -> web.StreamResponse:
        wanted = f"/apis/networking.k8s.io/v1/namespaces/{NAMESPACE}/ingresses/{INGRESS}"
        if not self._allowed(request, wanted, f"Bearer {POD_TOKEN}"):
            return web.Response(status=403)
        health = json.dumps(dict.fromkeys(self.backends, "HEALTHY"))
        annotations = {"ingress.kubernetes.io/backends": health}
        return await self._answer("kubernetes", request, {"metadata": {"name": INGRESS, "annotations": annotations}})

    async def _compute(self, request: web.Request) -> web.StreamResponse:
        prefix = "/compute/v1/projects/a-project/global/backendServices/"
        name = request.path.removeprefix(prefix)
        if not self._allowed(request, prefix + name, f"Bearer {GOOGLE_TOKEN}"):
            return web.Response(status=403)
        if name not in self.backends:
            return web.Response(status=404)
        return await self._answer("compute", request, self.backends[name])

    async def _metadata(self, request: web.Request) -> web.StreamResponse:
        flavor = {"Metadata-Flavor": "Google"}
        if request.path.endswith("/token"):
            token = {"access_token": GOOGLE_TOKEN, "expires_in": 3600, "token_type": "Bearer"}
            return await self._answer("metadata", request, token, flavor)
        if request.path.endswith("/project/project-id"):
            return web.Response(text="a-project", headers=flavor)
        account = {"email": "hub@a-project.iam.gserviceaccount.com", "aliases": ["default"]}
        return web.json_response({**account, "scopes": []}, headers=flavor)

    def _allowed(self, request: web.Request, path: str, authorization: str) -> bool:
        """Whether the hub asks just what its Role and its IAM role permit."""
        fine = (
            request.method == "GET" and request.path == path and request.headers.get("Authorization") == authorization
        )
        if not fine:
            self.forbidden.append(f"{request.method} {request.path}")
        return fine

    async def _answer(
        self, part: str, request: web.Request, document: Any, headers: dict[str, str] | None = None
    ) -> web.StreamResponse:
        self.count[part] += 1
        trouble = self.trouble.get(part)
        if trouble == 302 and "again" not in request.query:
            return web.Response(status=302, headers={"Location": f"{request.path}?again"})
        if trouble in (None, 302):
            return web.json_response(document, headers=headers)
        if isinstance(trouble, int):
            return web.Response(status=trouble)
        if trouble == "slow":
            await asyncio.sleep(30)
        if trouble in ("down", "slow"):
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        return web.Response(text=trouble, content_type="application/json")


def self_signed(certificate_file: Path, *names: str) -> ssl.SSLContext:
    """A server's TLS context for 127.0.0.1 and these names; its certificate is written to the file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "stand-in")])
    now = datetime.datetime.now(datetime.timezone.utc)
    host = x509.IPAddress(ipaddress.IPv4Address("127.0.0.1"))
    hosts = [host, *map(x509.DNSName, names)]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(hosts), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = certificate.public_bytes(serialization.Encoding.PEM)
    certificate_file.write_bytes(pem)
    both = certificate_file.with_suffix(".pem")
    both.write_bytes(
        pem
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(both)
    return context
