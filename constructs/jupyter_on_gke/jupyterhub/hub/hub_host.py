"""The hub's own host. Where no server runs, people's hosts end at the hub, which lends them nothing.

Only with `JupyterHub.subdomain_host`, that is where servers have hosts of their own.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlunparse

from jupyterhub.handlers import BaseHandler
from tornado.httputil import url_concat
from tornado.web import RequestHandler


def is_elsewhere(handler: BaseHandler) -> bool:
    """Whether the request is for another host than the hub's public one."""
    settings = handler.settings
    if not settings.get("subdomain_host"):
        return False
    return bool(handler.request.host_name != settings["public_url"].hostname)


def sign_in_url(handler: BaseHandler) -> str:
    """The sign-in at the hub's public host, which leads on to the same page."""
    public = handler.settings["public_url"]
    url = urlunparse(public._replace(path=handler.settings["login_url"], params="", query="", fragment=""))
    wanted = handler.get_query_argument("next", "")
    return str(url_concat(url, {"next": wanted})) if wanted else url


def keep_cookies_at_home() -> None:
    """From now on no handler of JupyterHub's sets a cookie at another host than the hub's.

    JupyterHub has no place for such a rule, and all its cookies pass here: errors' pages, for one,
    set _xsrf whatever the host.
    """
    BaseHandler.set_cookie = set_cookie


def set_cookie(handler: BaseHandler, *args: Any, **kwargs: Any) -> None:
    """Tornado's, at the hub's host."""
    if not is_elsewhere(handler):
        RequestHandler.set_cookie(handler, *args, **kwargs)
