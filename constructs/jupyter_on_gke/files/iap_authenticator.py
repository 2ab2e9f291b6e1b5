"""IAPAuthenticator: signs people in to JupyterHub with the token of Identity-Aware Proxy (IAP).

The load balancer puts a signed token on each request that IAP let through. The hub takes that
token as proof of who is there, if it was made for the hub's own backend service. Tokens made for
any other one are refused, so what a user's server receives does not open the hub.

Runs on the chart's stock hub image. JupyterHub's own rules (allow and block lists, admin_users,
username_map, hooks) apply to the name that comes out.
"""

from __future__ import annotations

import asyncio
import functools
import json
import logging
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar
from urllib.parse import quote

import google.auth
import google.auth.transport.requests
import jwt
from jupyterhub.auth import Authenticator
from jupyterhub.handlers import BaseHandler, LoginHandler, LogoutHandler
from tornado import web
from tornado.httputil import HTTPServerRequest
from tornado.log import access_log, app_log, gen_log
from tornado.simple_httpclient import SimpleAsyncHTTPClient
from traitlets import Bool, Float, Integer, Unicode

HEADER = "x-goog-iap-jwt-assertion"
ISSUER = "https://cloud.google.com/iap"
SKEW_SECONDS = 30
# IAP's documented maximum: ten minutes, and the skew at either end.
MAX_LIFETIME_SECONDS = 10 * 60 + 2 * SKEW_SECONDS
MAX_TOKEN_LENGTH = 8192
MAX_ANSWER_BYTES = 1024 * 1024
BACKENDS_ANNOTATION = "ingress.kubernetes.io/backends"
SERVICE_KEY = "kubernetes.io/service-name"
COMPUTE_SCOPE = "https://www.googleapis.com/auth/compute.readonly"
SIGN_OUT_QUERY = "?gcp-iap-mode=CLEAR_LOGIN_COOKIE"

ADDRESS = r"(?=.{3,254}$)[!-?A-~]+@[!-?A-~]+"
RELOAD = "Open the hub at its public address, or reload the page."
ASK = "Ask an administrator of the hub to let your account in."

T = TypeVar("T")


class Refused(web.HTTPError):
    """403. The reason goes to the log and the page; the page also says what to do."""

    def __init__(self, reason: str, advice: str = RELOAD) -> None:
        super().__init__(403, f"sign-in refused: {reason}")
        self.jupyterhub_html_message = (
            f"You were not signed in: {reason}.<br>{advice}<br>"
            f'You can also <a href="{SIGN_OUT_QUERY}">sign in with another account</a>.'
        )


class NotReady(web.HTTPError):
    """503. The hub cannot judge tokens yet, so nobody gets in."""

    headers: ClassVar = {"Retry-After": "30"}

    def __init__(self, missing: str) -> None:
        super().__init__(503, f"nobody can sign in: {missing}")
        self.jupyterhub_message = (
            f"Nobody can sign in at the moment: {missing}. Try again in a minute. "
            "If it stays so, ask an administrator: the hub's log has the reason."
        )


class TokenFilter(logging.Filter):
    """Takes tokens out of log lines: JupyterHub writes all of a request's headers on a 500."""

    SECRETS = re.compile(rf'(?<={HEADER}": ")(?:[^"\\]|\\.)+' + r"|\beyJ[\w-]{8,}(?:\.[\w-]*)*", re.IGNORECASE)

    def filter(self, record: logging.LogRecord) -> bool:
        try:
            message = record.getMessage()
        except (KeyError, TypeError, ValueError):
            return True  # a wrong format string, which the handler reports
        cleaned = self.SECRETS.sub("[secret]", message)
        if cleaned != message:
            record.msg, record.args = cleaned, None
        return True


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
    _task: asyncio.Task[None] | None = None

    async def get(self, suits: Callable[[T], bool]) -> T | None:
        """The answer. Waits for a fetch if there is none or it does not suit; never when old."""
        if self.value is None or not suits(self.value):
            task = self._start()
            if task is not None:
                await asyncio.wait([task])
        elif time.monotonic() - self._fetched > self.max_age:
            self._start()
        return self.value

    def _start(self) -> asyncio.Task[None] | None:
        """The fetch under way, a new one, or None if the last one is too recent."""
        if self._task is not None and not self._task.done():
            return self._task
        if time.monotonic() - self._tried < self.pause:
            return None
        self._tried = time.monotonic()
        self._task = asyncio.create_task(self._run())
        return self._task

    async def _run(self) -> None:
        try:
            self.value = await asyncio.wait_for(self.fetch(), self.timeout)
        # Whatever another server sends or does, sign-ins go on with what is known.
        except Exception as error:
            self.log.error("Could not get %s: %s: %s", self.what, type(error).__name__, error)
        else:
            self._fetched = time.monotonic()
            self.log.info("Got %s", self.what)


async def get_json(url: str, headers: dict[str, str], ca: str | None = None) -> Any:
    """The JSON document at `url`; raises on any other answer. Follows no redirects."""
    # Not the configured client: the chart configures curl's, which has no limit of size.
    client = SimpleAsyncHTTPClient(force_instance=True, max_body_size=MAX_ANSWER_BYTES)
    try:
        answer = await client.fetch(url, headers=headers, ca_certs=ca, follow_redirects=False)
    finally:
        client.close()
    return json.loads(answer.body)


def google_token(timeout: float) -> str:
    """An access token of the hub's Google identity (application default credentials). Blocks."""
    credentials, _ = google.auth.default(scopes=[COMPUTE_SCOPE])
    request = google.auth.transport.requests.Request()
    credentials.refresh(functools.partial(request, timeout=timeout))  # type: ignore[no-untyped-call]
    return str(credentials.token)


def public_keys(document: Any) -> dict[str, jwt.PyJWK]:
    """The P-256 keys of a JWK set, by key id. Raises if there are none."""
    keys = {
        str(entry["kid"]): jwt.PyJWK(entry, algorithm="ES256")
        for entry in document["keys"]
        if entry.get("kty") == "EC" and entry.get("crv") == "P-256"
    }
    if not keys:
        raise ValueError("the document has no P-256 key")
    return keys


def key_id(token: str) -> str:
    """The id of the key that the token says it was signed with."""
    try:
        if len(token) > MAX_TOKEN_LENGTH:
            raise ValueError("too long")
        return str(jwt.get_unverified_header(token)["kid"])
    # Not only jwt's own errors: deep nesting, for one, ends in a RecursionError.
    except Exception:
        raise Refused("the token is malformed") from None


def verified_claims(token: str, key: jwt.PyJWK) -> dict[str, Any]:
    """The claims of a token that `key` signed, with issuer and times checked; not its audience."""
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=["ES256"],
            issuer=ISSUER,
            leeway=SKEW_SECONDS,
            options={"require": ["aud", "email", "exp", "iat", "iss", "sub"], "verify_aud": False},
        )
    except Exception as error:
        raise Refused(f"the token is not valid ({type(error).__name__})") from None
    times = [claims["iat"], claims["exp"]]
    if any(type(moment) is not int for moment in times):
        raise Refused("the token's times are not whole numbers")
    if times[1] - times[0] > MAX_LIFETIME_SECONDS:
        raise Refused("the token's lifetime is too long")
    return claims


def email_address(claims: dict[str, Any]) -> str:
    """The lower-case e-mail address in the claims."""
    email, subject = claims["email"], claims["sub"]
    if not isinstance(subject, str) or not subject:
        raise Refused("the token names no account")
    # ASCII only: lower-casing other letters can make two addresses one.
    if not isinstance(email, str) or not re.fullmatch(ADDRESS, email):
        raise Refused("the token has no e-mail address")
    return email.lower()


class IAPLoginHandler(LoginHandler):
    """Signs in by the request's header. There is no form."""

    async def login_user(self, data: Any = None) -> Any:
        user = await super().login_user(data)
        if user is None:
            raise Refused("your account is not allowed to use this hub", ASK)
        return user

    async def post(self) -> None:
        raise web.HTTPError(405)


class IAPLogoutHandler(LogoutHandler):
    """Signs out of the hub, then of IAP."""

    async def render_logout_page(self) -> None:
        self.redirect(self.hub.base_url + SIGN_OUT_QUERY)


class IAPAuthenticator(Authenticator):
    """Accepts a person whom IAP vouches for, under the name of the whole lower-case e-mail address.

    Every refusal is a 403; a 503 while Google's keys or the audience are not known.
    """

    login_service = "Google"
    auto_login = True
    # Less than any age: each request that carries a token is compared with the hub's cookie.
    auth_refresh_age = Integer(-1, config=True, help="Seconds between checks; -1: every request.")

    username_local_part = Bool(
        False,
        config=True,
        help="Name users by the part before the @. Needs allowed_domain.",
    )
    allowed_domain = Unicode(config=True, help="The one domain of e-mail addresses that may sign in. Empty: any.")
    audience = Unicode(config=True, help="The audience, if it is not to be looked up.")
    project_id = Unicode(config=True, help="Google project of the load balancer.")
    project_number = Unicode(config=True, help="The number of that project.")
    ingress_name = Unicode(config=True, help="The Ingress in the hub's namespace.")
    backend_service = Unicode(config=True, help="Name of the Service that the Ingress has at /hub.")
    keys_url = Unicode("https://www.gstatic.com/iap/verify/public_key-jwk", config=True)
    compute_url = Unicode("https://compute.googleapis.com", config=True)
    kubernetes_url = Unicode("https://kubernetes.default.svc", config=True)
    service_account_dir = Unicode("/var/run/secrets/kubernetes.io/serviceaccount", config=True)
    cache_seconds = Float(3600, config=True, help="Age at which keys and audience are renewed.")
    retry_seconds = Float(30, config=True, help="Least time between two fetches of either.")
    timeout_seconds = Float(10, config=True, help="Longest time that a fetch of either takes.")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if self.username_local_part and not self.allowed_domain:
            raise ValueError("username_local_part needs allowed_domain: the one domain of all users")
        look_up = (self.project_id, self.project_number, self.ingress_name, self.backend_service)
        if not self.audience and not all(look_up):
            raise ValueError("set project_id, project_number, ingress_name and backend_service, or audience")
        # JupyterHub does this for its other lists of names.
        blocked = {self.normalize_username(name) for name in self.blocked_users}
        self.set_trait("blocked_users", blocked)
        for log in (access_log, app_log, gen_log, self.log):
            log.addFilter(TokenFilter())
        self._keys = self._cached(self._fetch_keys, "IAP's public keys")
        self._audience = self._cached(self._look_up_audience, "the audience")

    def _cached(self, fetch: Callable[[], Awaitable[T]], what: str) -> Cached[T]:
        return Cached(fetch, what, self.log, self.cache_seconds, self.retry_seconds, self.timeout_seconds)

    def get_handlers(self, app: Any) -> list[tuple[str, type[BaseHandler]]]:
        return [("/login", IAPLoginHandler), ("/logout", IAPLogoutHandler)]

    def normalize_username(self, username: str) -> str:
        """Lower case, without the domain if it is to go; then JupyterHub's username_map."""
        name = username.lower()
        if self.username_local_part:
            name = name.removesuffix("@" + self.allowed_domain.lower())
        return str(super().normalize_username(name))

    async def authenticate(self, handler: BaseHandler, data: Any) -> str:
        """The e-mail address of the person; `data`, a form, is not looked at."""
        return await self.verified_email(handler.request)

    async def refresh_user(self, user: Any, handler: BaseHandler | None = None) -> bool:
        """Whether the request is still this user's.

        A request without a token is: calls from pods carry none. One with another person's or
        with a bad token is not, and its session ends.
        """
        if handler is None or HEADER not in handler.request.headers:
            return True
        try:
            email = await self.verified_email(handler.request)
        except NotReady:
            return False
        except Refused as refusal:
            self.log.warning("%s", refusal.log_message)
        else:
            if self.normalize_username(email) == user.name:
                return True
        handler.clear_login_cookie()
        return False

    async def verified_email(self, request: HTTPServerRequest) -> str:
        """The address that IAP vouches for in this request; raises Refused or NotReady."""
        tokens = request.headers.get_list(HEADER)
        if len(tokens) != 1:
            raise Refused("the request has no token of Identity-Aware Proxy, or several")
        kid = key_id(tokens[0])
        keys = await self._keys.get(lambda known: kid in known)
        if keys is None:
            raise NotReady("the hub could not get Google's public keys")
        if kid not in keys:
            raise Refused("the token's key is not one of Google's")
        claims = verified_claims(tokens[0], keys[kid])
        # Only a token that IAP signed gets this far, so strangers cannot cause a look-up.
        audience = await self._audience.get(lambda known: known == claims["aud"])
        if audience is None:
            raise NotReady("the hub does not know its load balancer's backend service yet")
        if claims["aud"] != audience:
            raise Refused("the token was made for another service")
        email = email_address(claims)
        if self.allowed_domain and email.partition("@")[2] != self.allowed_domain.lower():
            raise Refused("your e-mail address is of another domain", ASK)
        return email

    async def _fetch_keys(self) -> dict[str, jwt.PyJWK]:
        return public_keys(await get_json(self.keys_url, {}))

    async def _look_up_audience(self) -> str:
        """The audience of tokens for the backend service that serves the hub.

        Its name is one of those in the Ingress's annotation, its id is the Compute API's. The
        description, which GKE writes, says which Service a backend service belongs to.
        """
        if self.audience:
            return self.audience
        account = Path(self.service_account_dir)
        namespace = (account / "namespace").read_text().strip()
        ingress = await get_json(
            f"{self.kubernetes_url}/apis/networking.k8s.io/v1/namespaces/{quote(namespace)}"
            f"/ingresses/{quote(self.ingress_name)}",
            {"Authorization": f"Bearer {(account / 'token').read_text().strip()}"},
            ca=str(account / "ca.crt"),
        )
        names = json.loads(ingress["metadata"]["annotations"][BACKENDS_ANNOTATION])
        token = await asyncio.to_thread(google_token, self.timeout_seconds)
        wanted = f"{namespace}/{self.backend_service}"
        ids = []
        for name in names:
            backend = await get_json(
                f"{self.compute_url}/compute/v1/projects/{quote(self.project_id)}"
                f"/global/backendServices/{quote(name, safe='')}",
                {"Authorization": f"Bearer {token}"},
            )
            if json.loads(backend["description"])[SERVICE_KEY] == wanted:
                ids.append(int(backend["id"]))
        if len(ids) != 1:
            raise LookupError(f"{len(ids)} of {len(names)} backend services belong to {wanted}")
        return f"/projects/{self.project_number}/global/backendServices/{ids[0]}"
