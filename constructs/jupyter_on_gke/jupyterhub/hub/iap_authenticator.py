"""IAPAuthenticator: signs people in to JupyterHub with the token of Identity-Aware Proxy (IAP).

The load balancer puts a signed token on each request that IAP let through. The hub takes that
token as proof of who is there, if it was made for the hub's own backend service. Tokens made for
any other one are refused, so what a user's server receives does not open the hub.

Runs on the chart's stock hub image. JupyterHub's own rules (allow and block lists, admin_users,
username_map, hooks) apply to the name that comes out.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

import jwt
from jupyterhub.auth import Authenticator
from jupyterhub.handlers import BaseHandler, LoginHandler, LogoutHandler
from tornado import web
from tornado.httputil import HTTPServerRequest
from tornado.log import access_log, app_log, gen_log
from traitlets import Bool, Float, Integer, List, Unicode

from hub_host import is_elsewhere, keep_cookies_at_home, sign_in_url
from iap_lookups import Audiences, Cached, LoadBalancer, get_json
from iap_tokens import (
    ASK,
    HEADER,
    SIGN_OUT_QUERY,
    NotReady,
    Refused,
    TokenFilter,
    email_address,
    key_id,
    public_keys,
    verified_claims,
)
from server_starts import refuse_links, refuse_namesakes, settle_choices, start_handlers

T = TypeVar("T")


class IAPLoginHandler(LoginHandler):
    """Signs in by the request's header, at the hub's host. There is no form."""

    async def get(self) -> None:
        if is_elsewhere(self):
            self.redirect(sign_in_url(self))
        else:
            await super().get()

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

    Every refusal is a 403; a 503 while Google's keys or the audience cannot be known.
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
    subject_prefixes = List(
        Unicode(),
        ["accounts.google.com:"],
        config=True,
        help="What the account's id, the claim sub, may begin with: whose e-mail addresses are believed.",
    )
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
        self._balancer = LoadBalancer(
            project_id=self.project_id,
            project_number=self.project_number,
            ingress=self.ingress_name,
            hub_service=self.backend_service,
            compute_url=self.compute_url,
            kubernetes_url=self.kubernetes_url,
            account=Path(self.service_account_dir),
            timeout=self.timeout_seconds,
        )
        self._audiences = self._cached(self._balancer.audiences, "the audience")

    def _cached(self, fetch: Callable[[], Awaitable[T]], what: str) -> Cached[T]:
        return Cached(fetch, what, self.log, self.cache_seconds, self.retry_seconds, self.timeout_seconds)

    def get_handlers(self, app: Any) -> list[tuple[str, type[BaseHandler]]]:
        keep_cookies_at_home()
        return [("/login", IAPLoginHandler), ("/logout", IAPLogoutHandler), *start_handlers()]

    def normalize_username(self, username: str) -> str:
        """Lower case, without the domain if it is to go; then JupyterHub's username_map."""
        name = username.lower()
        if self.username_local_part:
            name = name.removesuffix("@" + self.allowed_domain.lower())
        return str(super().normalize_username(name))

    async def authenticate(self, handler: BaseHandler, data: Any) -> str:
        """The e-mail address of the person; `data`, a form, is not looked at.

        At the sign-in only. Handlers that ask for credentials in a request's body skip the check that
        the request is the person's own doing, and IAP puts its token on each.
        """
        if not isinstance(handler, IAPLoginHandler):
            raise Refused("people sign in at the hub's sign-in page only")
        return await self.verified_email(handler.request)

    async def refresh_user(self, user: Any, handler: BaseHandler | None = None) -> bool:
        """Whether the request is this user's.

        With a token of IAP's it is if that is for this person; if not, the session ends. Calls from pods
        come without one, with JupyterHub's own token of the user: the hub's cookie alone is nobody's
        request. It ends no session either, or who has the cookie could sign its owner out. Who was blocked
        afterwards has no requests any more.
        """
        if user.name in self.blocked_users:
            return False
        if handler is None:
            return True
        if HEADER not in handler.request.headers:
            token = handler.get_token()
            return token is not None and bool(token.user_id == user.id)
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

    async def pre_spawn_start(self, user: Any, spawner: Any) -> None:
        """Refuses starts with a 4xx whose message says what to do."""
        refuse_links(spawner.handler)
        refuse_namesakes(user)
        await settle_choices(spawner)

    async def verified_email(self, request: HTTPServerRequest) -> str:
        """The address that IAP vouches for in this request; raises Refused or NotReady."""
        tokens = request.headers.get_list(HEADER)
        if len(tokens) != 1:
            raise Refused("the request has no token of Identity-Aware Proxy, or several")
        claims = verified_claims(tokens[0], await self._key(key_id(tokens[0])))
        # Only a token that IAP signed gets this far, so strangers cannot cause a look-up.
        await self._check_audience(claims["aud"])
        email = email_address(claims, self.subject_prefixes)
        if self.allowed_domain and email.partition("@")[2] != self.allowed_domain.lower():
            raise Refused("your e-mail address is of another domain", ASK)
        return email

    async def _key(self, kid: str) -> jwt.PyJWK:
        keys, fresh = await self._keys.get(lambda known: kid in known)
        if keys is None:
            raise NotReady("the hub could not get Google's public keys")
        if kid in keys:
            return keys[kid]
        if not fresh:
            raise NotReady("the hub could not ask Google yet whether the token's key is a new one")
        raise Refused("the token's key is not one of Google's")

    async def _check_audience(self, audience: Any) -> None:
        """Raises unless a token with this audience is for the hub."""
        if not isinstance(audience, str):
            raise Refused("the token's audience is no text")
        known, fresh = await self._known_audiences(audience)
        if known is None:
            raise NotReady("the hub does not know its load balancer's backend service yet")
        if audience == known.hub:
            return
        if not fresh and audience not in known and self._may_be_new(audience):
            raise NotReady("the hub could not ask Google yet whether the token's backend service is a new one")
        raise Refused("the token was made for another service")

    async def _known_audiences(self, audience: str) -> tuple[Audiences | None, bool]:
        if self.audience:
            return Audiences(self.audience), True
        return await self._audiences.get(lambda known: audience in known or not self._may_be_new(audience))

    def _may_be_new(self, audience: str) -> bool:
        """Whether it can be that of a backend service of the load balancer's."""
        prefix = self._balancer.audience_prefix
        return audience.startswith(prefix) and audience[len(prefix) :].isdecimal()

    async def _fetch_keys(self) -> dict[str, jwt.PyJWK]:
        return public_keys(await get_json(self.keys_url, {}))
