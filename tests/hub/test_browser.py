"""The whole way in a browser: sign in at IAP's stand-in, choose a server, sign out.

Needs Chromium and its driver (Debian's packages chromium and chromium-driver). Pictures for the
documentation are written with UPDATE_SCREENSHOTS=1.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import jwt
import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from tests.support.needs import lack

from .conftest import World
from .hubs import HEADER
from .iap import Iap
from .test_replay import DOT_SEGMENTS, MALLORY
from .tokens import USERS_AUDIENCE

IMAGES = Path(__file__).parents[2] / "docs" / "images"
WAIT_SECONDS = 30
# The last two keep it from looking for hosts that a closed network does not have.
FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--window-size=1000,640",
    "--disable-sync",
    "--disable-component-update",
    "--disable-background-networking",
]


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[webdriver.Chrome]:
    """Chromium with an empty profile."""
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver:
        lack("browser", "Chromium is not here: `apt-get install chromium chromium-driver` gets it on Debian.")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in [*FLAGS, f"--user-data-dir={tmp_path / 'profile'}"]:
        options.add_argument(flag)
    with webdriver.Chrome(options, webdriver.ChromeService(driver)) as chrome:
        yield chrome


def picture(browser: webdriver.Chrome, name: str) -> None:
    if os.environ.get("UPDATE_SCREENSHOTS") == "1":
        IMAGES.mkdir(parents=True, exist_ok=True)
        browser.save_screenshot(str(IMAGES / f"{name}.png"))


def wait(browser: webdriver.Chrome, done: Callable[[webdriver.Chrome], bool], what: str) -> None:
    WebDriverWait(browser, WAIT_SECONDS).until(done, f"no {what} at {browser.current_url}")


def text(browser: webdriver.Chrome) -> str:
    return browser.find_element(By.TAG_NAME, "body").text


def sign_in(browser: webdriver.Chrome, iap: Iap, person: str, path: str = "/") -> None:
    browser.get(iap.url + path)
    assert browser.title == "Accounts"
    browser.find_element(By.LINK_TEXT, person).click()


def test_sign_in_choose_a_server_sign_out(browser: webdriver.Chrome, world: World, iap: Iap) -> None:
    sign_in(browser, iap, "alice@corp.example")
    wait(browser, lambda it: "Server Options" in text(it), "choice of servers")
    assert browser.current_url.startswith(f"{iap.url}/hub/spawn")
    assert "alice@corp.example" in text(browser)
    picture(browser, "choose-a-server")

    browser.find_element(By.CSS_SELECTOR, "#spawn_form [type=submit]").click()
    wait(browser, lambda it: "Server of alice@corp.example" in text(it), "server")
    assert iap.seen[-1][1] == USERS_AUDIENCE

    browser.get(f"{iap.url}/hub/home")
    wait(browser, lambda it: "Stop My Server" in text(it), "home page")

    browser.find_element(By.ID, "logout").click()
    wait(browser, lambda it: it.title == "Accounts", "choice of accounts")
    picture(browser, "signed-out")
    assert [cookie["name"] for cookie in browser.get_cookies()] in ([], ["_xsrf"])

    browser.find_element(By.LINK_TEXT, "bob@corp.example").click()
    wait(browser, lambda it: "bob@corp.example" in text(it), "page of the other person")
    assert "alice@corp.example" not in text(browser)
    assert world.leaks() == []


def test_a_refused_person_reads_what_to_do(browser: webdriver.Chrome, world: World, iap: Iap) -> None:
    sign_in(browser, iap, "blocked@corp.example")
    wait(browser, lambda it: "403 : Forbidden" in text(it), "refusal")
    assert "your account is not allowed to use this hub" in text(browser)
    picture(browser, "refused")
    browser.find_element(By.LINK_TEXT, "sign in with another account").click()
    wait(browser, lambda it: it.title == "Accounts", "choice of accounts")


def test_a_browser_resolves_dot_segments(browser: webdriver.Chrome, world: World, iap: Iap) -> None:
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
