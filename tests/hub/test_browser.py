"""The whole way in a browser: sign in at IAP's stand-in, choose a server, sign out."""

from __future__ import annotations

import jwt
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from jupyter_on_gke.demo.iap import Iap
from jupyter_on_gke.profiles.images import GPU_IMAGES

from .browser import offered, option, picture, profile, sign_in, start, text, titles, wait
from .conftest import World
from .hubs import HEADER
from .test_replay import DOT_SEGMENTS, MALLORY
from .tokens import USERS_AUDIENCE

ALICE = "alice@corp.example"
L4 = "GPU (2 x NVIDIA L4, spot)"
CUDA_IMAGES = ["pytorch-notebook:cuda12-2026-09-01", "tensorflow-notebook:cuda-2026-09-01"]


def test_sign_in_choose_a_server_sign_out(browser: Chrome, world: World, iap: Iap) -> None:
    sign_in(browser, iap, ALICE)
    wait(browser, lambda it: "Server Options" in text(it), "choice of servers")
    assert browser.current_url.startswith(f"{iap.url}/hub/spawn")
    assert ALICE in text(browser)
    assert titles(browser) == ["CPU", L4, "GPU (NVIDIA T4)"]
    assert browser.find_element(By.CSS_SELECTOR, "[name=profile]:checked").get_attribute("value") == "cpu"
    part = profile(browser, L4)
    assert "17.3 CPU, 64G of memory, 2 x NVIDIA L4, on spot nodes that can end at any time" in part.text
    assert offered(part, "storage") == ["Default (persistent disk)"]
    assert offered(part, "image") == CUDA_IMAGES

    part.click()
    option(part, "image").select_by_visible_text(CUDA_IMAGES[1])
    start(browser)
    wait(browser, lambda it: f"Server of {ALICE}" in text(it), "server")
    assert iap.seen[-1][1] == USERS_AUDIENCE
    spec = world.hub.pod(ALICE)["spec"]
    (notebook,) = spec["containers"]
    assert notebook["image"] == GPU_IMAGES[1]
    assert notebook["resources"]["limits"]["nvidia.com/gpu"] == "2"
    assert spec["nodeSelector"] == {"cloud.google.com/gke-accelerator": "nvidia-l4"}

    sign_out_for_another(browser, iap)
    assert world.leaks() == []


def sign_out_for_another(browser: Chrome, iap: Iap) -> None:
    browser.get(f"{iap.url}/hub/home")
    wait(browser, lambda it: "Stop My Server" in text(it), "home page")

    browser.find_element(By.ID, "logout").click()
    wait(browser, lambda it: it.title == "Accounts", "choice of accounts")
    picture(browser, "signed-out")
    assert [cookie["name"] for cookie in browser.get_cookies()] in ([], ["_xsrf"])

    browser.find_element(By.LINK_TEXT, "bob@corp.example").click()
    wait(browser, lambda it: "bob@corp.example" in text(it), "page of the other person")
    assert ALICE not in text(browser)


def test_a_refused_person_reads_what_to_do(browser: Chrome, world: World, iap: Iap) -> None:
    sign_in(browser, iap, "blocked@corp.example")
    wait(browser, lambda it: "403 : Forbidden" in text(it), "refusal")
    assert "your account is not allowed to use this hub" in text(browser)
    picture(browser, "refused")
    browser.find_element(By.LINK_TEXT, "sign in with another account").click()
    wait(browser, lambda it: it.title == "Accounts", "choice of accounts")


def test_a_browser_resolves_dot_segments(browser: Chrome, world: World, iap: Iap) -> None:
    """No link and no script of Mallory's makes a browser send a token for the hub to her server."""
    world.hub.start_server(MALLORY)
    sign_in(browser, iap, "alice@corp.example", "/hub/home")
    fetch = "fetch(arguments[0], {redirect: 'manual'}).finally(arguments[1])"
    link = "const a = document.createElement('a'); a.href = arguments[0]; a.click()"
    for path in DOT_SEGMENTS:
        browser.get(f"{iap.url}/hub/home")
        before = len(world.hub.recorded(""))
        browser.execute_async_script(fetch, path)
        browser.execute_script(link, path)
        wait(browser, lambda it: f"Server of {MALLORY}" in text(it), f"server of Mallory: {path}")
        seen = world.hub.recorded("")[before:]
        assert len(seen) >= 2
        for headers in seen:
            claims = jwt.decode(headers[HEADER.lower()], options={"verify_signature": False})
            assert claims["aud"] == USERS_AUDIENCE, path
