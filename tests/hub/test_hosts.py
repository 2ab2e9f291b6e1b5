"""Where servers have hosts of their own, people notice nothing of it: sign in, start, use, stop, sign out."""

from __future__ import annotations

from typing import Any

from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from .browser import start, text, wait
from .deployments import ALICE, MALLORY, SECRET, Deployment, sign_in_as_alice
from .google_sessions import PREFIX

USE = """
const done = arguments[0];
const xsrf = document.cookie.match(/(?:^|; )_xsrf=([^;]+)/)[1];
const post = (headers) => fetch("api/kernels", {method: "POST", body: "{}", headers});
const header = {msg_id: "1", session: "1", username: "", version: "5.3", msg_type: "kernel_info_request"};
(async () => {
  const without = await post({});
  const answer = await post({"X-XSRFToken": xsrf});
  const kernel = (await answer.json()).id;
  const channels = new URL(`api/kernels/${kernel}/channels`, location.href);
  const socket = new WebSocket(channels.href.replace("https:", "wss:"));
  const message = {header, parent_header: {}, metadata: {}, content: {}, channel: "shell", buffers: []};
  socket.onopen = () => socket.send(JSON.stringify(message));
  socket.onerror = () => done("the websocket does not open");
  socket.onmessage = (got) => {
    const type = JSON.parse(got.data).header.msg_type;
    if (type === "kernel_info_reply") done([without.status, answer.status, type]);
  };
})().catch((error) => done(String(error)));
"""

# name: (path, Secure, HttpOnly, SameSite), at the hub's host and at that of Alice's server.
LAX = (True, True, "Lax")
IAP = ("/", True, True, "None")
PATH = f"/user/{ALICE}/"
SESSION = {"jupyterhub-session-id": ("/", *LAX)}
XSRF = {"_xsrf": ("/hub/", True, False, "Lax")}
# JupyterHub gives the server no options for this one, and a page's script has to read it.
SERVERS_XSRF = {"_xsrf": (PATH, False, False, None)}
LOGIN, SERVER = "jupyterhub-hub-login", "jupyterhub-user-alice%40corp.example"
ON_PATH = {SERVER: (PATH, *LAX), **SERVERS_XSRF}
AT_HUB = {f"__Host-{LOGIN}": ("/", *LAX), **SESSION, **XSRF, "IAP": IAP}
JARS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "one": ({LOGIN: ("/hub/", *LAX), **SESSION, **XSRF, "IAP": IAP}, ON_PATH),
    "two": (AT_HUB, {**ON_PATH, "IAP": IAP}),
    "each": (AT_HUB, {f"__Host-{SERVER}": ("/", *LAX), **SERVERS_XSRF, "IAP": IAP}),
}


def test_the_whole_way(visitor: Chrome, place: Deployment) -> None:
    place.running.start_server(MALLORY)
    place.running.stop_server(ALICE)
    open_own_server(visitor, place)
    assert visitor.current_url == f"{place.server(ALICE)}files/notes.txt"
    # Its main page redirects to the file above, so this one is as good as a notebook's.
    visitor.get(f"{place.server(ALICE)}no-such-page")
    assert visitor.execute_async_script(USE) == [403, 201, "kernel_info_reply"]

    visitor.get(place.server(MALLORY))
    assert f"Server of {MALLORY}" in text(visitor)
    check_cookies(visitor, place)

    stop_and_sign_out(visitor, place)
    assert place.running.api(f"/users/{ALICE}")["servers"] == {}


def open_own_server(visitor: Chrome, place: Deployment) -> None:
    sign_in_as_alice(visitor, place, "/")
    wait(visitor, lambda it: "Server Options" in text(it), "choice of servers")
    start(visitor)
    wait(visitor, lambda it: SECRET in text(it), "notes on the server")


def check_cookies(visitor: Chrome, place: Deployment) -> None:
    """What the browser holds, and who got it: Mallory nothing of hub and Alice, the hub nothing of a server."""
    at_hub, at_server = JARS[place.name]
    hosts = place.shape.hub, place.shape.server_host(ALICE)
    found = jar(visitor)
    assert {key: value for key, value in found.items() if key[0] in hosts} == {
        **{(hosts[0], *name): value for name, value in with_paths(at_hub).items()},
        **{(hosts[1], *name): value for name, value in with_paths(at_server).items()},
    }
    got = {name for entry in place.running.recorded(f"/user/{MALLORY}") for name in names(entry.get("cookie", ""))}
    assert got - {"IAP"} == ({"jupyterhub-session-id"} if place.name == "one" else set())
    passed = {name for host, each in place.iap.cookies_passed if host == hosts[0] for name in each}
    if place.name != "one":
        assert not {name for name in passed if "jupyterhub-user-" in name}


def jar(visitor: Chrome) -> dict[tuple[str, str, str], tuple[bool, bool, str | None]]:
    """Host (with a dot in front: and all below), name and path -> Secure, HttpOnly, SameSite."""
    cookies = visitor.execute_cdp_cmd("Network.getAllCookies", {})["cookies"]
    return {
        (each["domain"], short(each["name"]), each["path"]): (each["secure"], each["httpOnly"], each.get("sameSite"))
        for each in cookies
    }


def with_paths(cookies: dict[str, Any]) -> dict[tuple[str, str], Any]:
    return {(name, path): tuple(attributes) for name, (path, *attributes) in cookies.items()}


def names(header: str) -> set[str]:
    return {short(each.partition("=")[0].strip()) for each in header.split(";") if each}


def short(name: str) -> str:
    return "IAP" if name.startswith(PREFIX) else name


LISTENS = """
const $ = window.require && require.defined("jquery") && require("jquery");
return Boolean($ && $._data(document.getElementById("stop"), "events"));
"""
"""Whether JupyterHub's page has come so far that a click on its button is heard."""


def stop_and_sign_out(visitor: Chrome, place: Deployment) -> None:
    visitor.get(f"{place.hub}/hub/home")
    wait(visitor, lambda it: it.find_element(By.ID, "stop").is_displayed(), "button to stop")
    wait(visitor, lambda it: it.execute_script(LISTENS), "page that listens")
    visitor.find_element(By.ID, "stop").click()
    wait(visitor, lambda it: not it.find_element(By.ID, "stop").is_displayed(), "end of the server")
    visitor.find_element(By.ID, "logout").click()
    wait(visitor, lambda it: it.title == "Accounts", "choice of accounts")
    # The server's own cookie is on its path, and good for nothing without the session.
    left = {name for host, name, path in jar(visitor) if host == place.shape.hub and path != PATH}
    assert left <= {"_xsrf"}
