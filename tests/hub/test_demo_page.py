"""The page of the demo in Chromium: what it says is in a file, and its picture is the README's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from tests.support.expectations import expect_text
from tests.support.synth import ROOT

from .browser import IMAGES, offered, picture, profile, start, text, titles, wait
from .test_demo import STANDARD, YOU, Running, running

L4 = "GPU (2 x NVIDIA L4, spot)"
MOST_BYTES = 150_000


@pytest.fixture(scope="module")
def demo() -> Iterator[Running]:
    yield from running(STANDARD)


def listing(browser: Chrome) -> str:
    """What the page says: its words, and what each profile offers."""
    lines = [line.strip() for line in text(browser).splitlines() if line.strip()]
    for title in titles(browser):
        part = profile(browser, title)
        lines += [f"{title}: {name}: {', '.join(offered(part, name))}" for name in ("image", "storage")]
    return "\n".join([*lines, ""])


def test_the_page_is_the_one_of_the_readme(browser: Chrome, demo: Running) -> None:
    browser.get(demo.url)
    browser.find_element(By.LINK_TEXT, YOU).click()
    wait(browser, lambda it: "Server Options" in text(it), "choice of servers")
    picture(browser, "choose-a-server")
    expect_text(listing(browser), IMAGES / "choose-a-server.txt")
    profile(browser, L4).click()
    start(browser)
    wait(browser, lambda it: f"/user/{YOU}" in it.current_url, "server")
    browser.get(demo.pods)
    wait(browser, lambda it: "g2-standard-24" in text(it), "page of pods")
    browser.find_element(By.LINK_TEXT, "Back to the hub").click()
    wait(browser, lambda it: "What it would be on GKE" in text(it), "home page with its link")


def test_pictures_are_small() -> None:
    sizes = {file.name: file.stat().st_size for file in (ROOT / "docs" / "images").glob("*.png")}
    assert {name: size for name, size in sizes.items() if size > MOST_BYTES} == {}
