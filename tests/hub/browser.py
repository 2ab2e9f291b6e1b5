"""Chromium in tests: how it starts, what it waits for, and pictures for the documentation.

Needs Chromium and its driver (Debian's packages chromium and chromium-driver). Pictures are written
with UPDATE_SCREENSHOTS=1.
"""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver import Chrome, ChromeOptions, ChromeService
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select, WebDriverWait

from jupyter_on_gke.demo.iap import Iap
from tests.support.needs import lack

IMAGES = Path(__file__).parents[2] / "docs" / "images"
WAIT_SECONDS = 30
# Without reduced motion a click can come while the page scrolls. The last two keep it from looking for
# hosts that a closed network does not have.
FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--window-size=1000,640",
    "--hide-scrollbars",
    "--force-prefers-reduced-motion",
    "--disable-sync",
    "--disable-component-update",
    "--disable-background-networking",
]


def open_chromium(profile: Path, *more_flags: str) -> Chrome:
    """A browser; the test is skipped where there is none."""
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver:
        lack("browser", "Chromium is not here: `apt-get install chromium chromium-driver` gets it on Debian.")
    options = ChromeOptions()
    options.binary_location = chromium
    for flag in [*FLAGS, f"--user-data-dir={profile}", *more_flags]:
        options.add_argument(flag)
    return Chrome(options, ChromeService(driver))


def made_up_hosts(certificate_file: Path, *patterns: str) -> list[str]:
    """Flags with which these names are this machine, and this certificate's key is trusted whoever signed it.

    Not `--ignore-certificate-errors`: no service worker is registered with it.
    """
    key = x509.load_pem_x509_certificate(certificate_file.read_bytes()).public_key()
    digest = hashlib.sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).digest()
    rules = ", ".join(f"MAP {pattern} 127.0.0.1" for pattern in patterns)
    trusted = base64.b64encode(digest).decode()
    return [f"--host-resolver-rules={rules}", f"--ignore-certificate-errors-spki-list={trusted}"]


def forget_all(browser: Chrome) -> None:
    """Closes all but one window, and empties the profile: cookies, caches, storage, service workers."""
    for window in browser.window_handles[1:]:
        browser.switch_to.window(window)
        browser.close()
    browser.switch_to.window(browser.window_handles[0])
    browser.get("about:blank")
    browser.execute_cdp_cmd("Network.clearBrowserCache", {})
    # Cookies, too, and service workers; these end a moment later.
    browser.execute_cdp_cmd("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})
    assert browser.execute_cdp_cmd("Network.getAllCookies", {})["cookies"] == []
    wait(browser, lambda it: not _workers(it), "end of service workers")


def _workers(browser: Chrome) -> list[str]:
    """The pages of the service workers that run."""
    targets = browser.execute_cdp_cmd("Target.getTargets", {})["targetInfos"]
    return [target["url"] for target in targets if "worker" in target["type"]]


def picture(browser: Chrome, name: str) -> None:
    """Writes a picture of the whole page, or of the window where the page is shorter."""
    if os.environ.get("UPDATE_SCREENSHOTS") == "1":
        IMAGES.mkdir(parents=True, exist_ok=True)
        size = browser.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]
        wanted = {"captureBeyondViewport": True, "clip": {**size, "scale": 1}}
        shot = browser.execute_cdp_cmd("Page.captureScreenshot", wanted)
        (IMAGES / f"{name}.png").write_bytes(base64.b64decode(shot["data"]))


def wait(browser: Chrome, done: Callable[[Chrome], bool], what: str) -> None:
    """Asks until it is so; a page that goes away between a question's two halves is asked again."""
    ignored = [StaleElementReferenceException]
    waiting = WebDriverWait(browser, WAIT_SECONDS, poll_frequency=0.1, ignored_exceptions=ignored)
    waiting.until(done, f"no {what} at {browser.current_url}")


def text(browser: Chrome) -> str:
    return browser.find_element(By.TAG_NAME, "body").text


def sign_in(browser: Chrome, iap: Iap, person: str, path: str = "/") -> None:
    browser.get(iap.url + path)
    assert browser.title == "Accounts"
    browser.find_element(By.LINK_TEXT, person).click()


def titles(browser: Chrome) -> list[str]:
    """What the page calls the profiles."""
    return [each.text for each in browser.find_elements(By.CSS_SELECTOR, ".profile h3")]


def profile(browser: Chrome, title: str) -> WebElement:
    """The part of the page for this profile."""
    return browser.find_element(By.XPATH, f"//label[contains(@class, 'profile') and .//h3[text()='{title}']]")


def option(part: WebElement, name: str) -> Select:
    """A profile's choice of images or storage."""
    return Select(part.find_element(By.CSS_SELECTOR, f"select[name$='--{name}']"))


def offered(part: WebElement, name: str) -> list[str]:
    """What can be chosen there, what is chosen first."""
    choice = option(part, name)
    chosen = choice.first_selected_option.text
    return [chosen, *(each.text for each in choice.options if each.text != chosen)]


def start(browser: Chrome) -> None:
    browser.find_element(By.CSS_SELECTOR, "#spawn_form [type=submit]").click()
