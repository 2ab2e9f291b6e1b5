"""The three ways in which hub and people's servers share a host or do not, behind TLS and IAP's stand-in.

`one`: all at one host. `two`: all servers at a host beside the hub's. `each`: a host for each person.
"""

from __future__ import annotations

import http.client
import ssl
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jupyterhub
from jupyterhub.utils import subdomain_hook_idna
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from jupyter_on_gke.demo.google import Cloud, Loopback, self_signed
from jupyter_on_gke.demo.iap import SEPARATE, Iap
from jupyter_on_gke.demo.iap_session import ACCOUNTS_HOST
from jupyter_on_gke.demo.spawner_config import spawner_config
from tests.support.cases import expected_values
from tests.support.synth import ROOT

from .browser import text, wait
from .google_sessions import GoogleSessions
from .hubs import HERE, Answer, Hub
from .tokens import HUB_AUDIENCE, USERS_AUDIENCE, Signer

ALICE, MALLORY = "alice@corp.example", "mallory@corp.example"
NOTES, SECRET = "notes.txt", "what Alice wrote down"
TOKEN_SECONDS = 30 * 24 * 3600
COOKIE_OPTIONS = {"secure": True, "samesite": "Lax"}


@dataclass(frozen=True)
class Shape:
    """The hosts: `servers` is one, or `*.` and a domain, or empty for the hub's."""

    hub: str
    servers: str = ""
    environment: dict[str, str] = field(default_factory=dict)

    def server_host(self, person: str) -> str:
        if self.servers.startswith("*."):
            return str(subdomain_hook_idna(person, self.servers[2:], "user"))
        return self.servers or self.hub

    def rules(self) -> dict[str, dict[str, str]]:
        if not self.servers:
            return {self.hub: SEPARATE}
        return {self.hub: {"/*": HUB_AUDIENCE}, self.servers: {"/*": USERS_AUDIENCE}}

    def settings(self, origin: str) -> dict[str, Any]:
        """The hub's, as the chart gets them; `origin` is the hub's."""
        common = {"token_expires_in_max_seconds": TOKEN_SECONDS}
        if not self.servers:
            return {**common, "public_url": f"{origin}/", "tornado_settings": {"cookie_options": COOKIE_OPTIONS}}
        return {
            **common,
            "subdomain_host": origin,
            "cookie_host_prefix_enabled": True,
            # Without a domain the session's id stays at the hub's host.
            "tornado_settings": {"domain": "", "cookie_options": COOKIE_OPTIONS},
        }


SHAPES = {
    "one": Shape("203.0.113.9.nip.io"),
    "two": Shape(
        "203.0.113.9.nip.io",
        "servers-203-0-113-9.nip.io",
        # The prefix needs the path /, and servers at one host have to keep their cookies to their paths.
        {"JUPYTERHUB_COOKIE_HOST_PREFIX_ENABLED": "0"},
    ),
    "each": Shape("jupyter.example.com", "*.servers.example.com"),
}
# A page of somebody else's, at a host below the hub's and at one beside it.
FOREIGN = ("evil.203.0.113.9.nip.io", "evil.jupyter.example.com", "evil.nip.io", "evil.example.com")
PATTERNS = ("*.nip.io", "*.example.com", ACCOUNTS_HOST)


@dataclass
class Deployment:
    """A hub of this shape, what is before it, and the certificate of all its hosts."""

    name: str
    shape: Shape
    running: Hub
    signer: Signer
    iap: Iap
    sessions: GoogleSessions
    certificate: Path

    @property
    def hub(self) -> str:
        return self.iap.origin(self.shape.hub)

    def server(self, person: str) -> str:
        """The address of a person's server, with a slash at the end."""
        return f"{self.iap.origin(self.shape.server_host(person))}/user/{person}/"

    def request(
        self,
        host: str,
        path: str,
        cookies: dict[str, str],
        *,
        method: str = "GET",
        body: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        """A request to the front door, as a program sends it."""
        # The certificate is the stand-in's own.
        tls = ssl._create_unverified_context()  # noqa: S323
        connection = http.client.HTTPSConnection("127.0.0.1", self.iap.port, timeout=30, context=tls)
        sent = {"Host": f"{host}:{self.iap.port}", **(headers or {})}
        if cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        connection.request(method, path, body, sent)
        got = connection.getresponse()
        answer = Answer(got.status, got.headers, got.read().decode("utf-8", "replace"))
        connection.close()
        return answer

    def session(self, host: str, person: str) -> dict[str, str]:
        """IAP's cookie of a person who signed in at this host."""
        return {self.sessions.cookie(host): self.sessions.new_session(host, person)}


def deploy(name: str, loopback: Loopback, make_hub: Callable[..., Hub], folder: Path) -> Deployment:
    """Start it all."""
    shape, signer, sessions = SHAPES[name], Signer(), GoogleSessions()
    names = {shape.hub, shape.servers or shape.hub, ACCOUNTS_HOST, *FOREIGN}
    tls = self_signed(folder / "front.crt", *names)
    cloud = Cloud(loopback, signer, folder)
    iap = Iap(loopback, signer, 0, {}, shape.rules(), tls, sessions)
    values = expected_values(ROOT / "tfvars" / "new-standard-with-gpus.tfvars")
    sections = {
        "JupyterHub": {
            "authenticator_class": "iap_authenticator.IAPAuthenticator",
            **shape.settings(iap.origin(shape.hub)),
        },
        "IAPAuthenticator": {**cloud.hub_config(), "retry_seconds": 0.3, "timeout_seconds": 1, "allow_all": True},
        "KubeSpawner": spawner_config(values),
        "PodRecorder": {
            # A page that a real server shows to nobody but its owner.
            "default_url": f"/files/{NOTES}",
            "local_cmd": [sys.executable, str(HERE / "servers_of_people.py")],
            "environment": {
                "RECORD": str(folder / "record.jsonl"),
                "HUB_VERSION": jupyterhub.__version__,
                **shape.environment,
            },
        },
    }
    environment = {**cloud.hub_environment(), "TESTS_SERVERS_HOST": shape.servers}
    home = folder / "home" / ALICE
    home.mkdir(parents=True)
    (home / NOTES).write_text(SECRET)
    running = make_hub(name, sections, environment, folder)
    iap.upstream = running.proxy
    return Deployment(name, shape, running, signer, iap, sessions, folder / "front.crt")


def sign_in_as_alice(visitor: Chrome, place: Deployment, path: str) -> None:
    """Open a page of the hub; Alice chooses her account."""
    visitor.get(place.hub + path)
    visitor.find_element(By.LINK_TEXT, ALICE).click()
    wait(visitor, lambda it: ALICE in text(it), "page of Alice")
