"""The demo as a user starts it: sign in, choose a profile, see pod and node, work in a notebook, end it."""

from __future__ import annotations

import asyncio
import html
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import psutil
import pytest
import requests
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

from tests.support.synth import ROOT

from .notebooks import execute

YOU, STRANGER = "you@corp.example", "stranger@elsewhere.example"
COMMAND = [sys.executable, "-m", "jupyter_on_gke.command", "demo"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "constructs")}
STANDARD = ROOT / "tfvars" / "new-standard-with-gpus.tfvars"
QUIET_SECONDS = 20
# Tests share the machine with others.
WAIT_SECONDS = 60


@dataclass
class Running:
    """A demo that answers."""

    process: subprocess.Popen[str]
    url: str
    pods: str
    seconds: float
    password: str = ""

    @property
    def origin(self) -> str:
        return self.url.partition("/?")[0]

    def session(self, person: str) -> requests.Session:
        """A browser that has opened the printed address, and chosen an account."""
        session = requests.Session()
        session.headers["Sec-Fetch-Mode"] = "navigate"
        page = session.get(self.url).text
        assert "Choose an account" in page
        assert "color-scheme:light dark" in page, "it is read at night, too"
        session.get(f"{self.origin}/_accounts", params={"account": person, "continue": "/"}, allow_redirects=False)
        return session


def launched(*arguments: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*COMMAND, *map(str, arguments), "--port", "0", "--json"],
        cwd=ROOT,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def running(*arguments: str | Path) -> Iterator[Running]:
    """A demo, which leaves no process and no folder when it is ended."""
    process = launched(*arguments)
    assert process.stdout
    demo = Running(process, **json.loads(process.stdout.readline()))
    yield demo
    family = psutil.Process(process.pid).children(recursive=True)
    assert len(family) >= 2, "the hub and its proxy"
    folders = {each.cwd() for each in family}
    # As a terminal does: to all of the foreground.
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(WAIT_SECONDS) == 0
    _, alive = psutil.wait_procs(family, timeout=5)
    assert alive == []
    assert [folder for folder in folders if "jupyter-on-gke-demo-" in folder and Path(folder).exists()] == []


@pytest.fixture(scope="module")
def demo() -> Iterator[Running]:
    yield from running(STANDARD)


@pytest.fixture(scope="module")
def without_iap() -> Iterator[Running]:
    yield from running(ROOT / "tfvars" / "existing-cluster-without-iap.tfvars")


def start(demo: Running, session: requests.Session, profile: str) -> None:
    page = session.get(f"{demo.origin}/hub/spawn").text
    (action,) = re.findall(r'action="([^"]*/hub/spawn[^"]*)"', page)
    choice = {"profile": profile, f"profile-option-{profile}--storage": "disk"}
    session.post(urljoin(demo.origin, html.unescape(action)), data=choice).raise_for_status()


def opened(demo: Running, session: requests.Session, path: str) -> requests.Response:
    """What the person's server answers, once it does."""
    end = time.monotonic() + WAIT_SECONDS
    while True:
        answer = session.get(f"{demo.origin}/user/{YOU}/{path}")
        if answer.status_code == 200 and "/hub/" not in answer.url:
            return answer
        assert time.monotonic() < end, answer.text
        time.sleep(0.3)


async def run_cell(demo: Running, session: requests.Session, code: str) -> str:
    """What a new kernel prints, by the websocket that a notebook's tab has."""
    server = f"{demo.origin}/user/{YOU}"
    xsrf = next(each.value for each in session.cookies if each.name == "_xsrf" and each.path.startswith("/user/"))
    made = session.post(f"{server}/api/kernels", headers={"X-XSRFToken": str(xsrf)}, json={"name": "python3"})
    assert made.status_code == 201, made.text
    url = f"{server}/api/kernels/{made.json()['id']}/channels"
    cookies = str(session.prepare_request(requests.Request("GET", url)).headers["Cookie"])
    headers = {"Cookie": cookies, "Origin": demo.origin}
    tab = await websocket_connect(HTTPRequest(url.replace("http", "ws", 1), headers=headers))
    await tab.write_message(execute(code))
    while text := await tab.read_message():
        message = json.loads(text)
        if message["msg_type"] == "stream":
            tab.close()
            return str(message["content"]["text"])
    raise AssertionError("the tab was closed")


def test_a_person_works_on_it(demo: Running) -> None:
    session = demo.session(YOU)
    page = session.get(f"{demo.origin}/hub/spawn").text
    titles = re.findall(r"<h3>([^<]+)</h3>", page)
    assert titles == ["CPU", "GPU (2 x NVIDIA L4, spot)", "GPU (NVIDIA T4)"]
    start(demo, session, "l4-x2-spot")
    notebook = opened(demo, session, "files/start-here.ipynb")
    assert json.loads(notebook.text)["cells"][0]["source"][0] == "import os\n"

    printed = asyncio.run(run_cell(demo, session, "".join(json.loads(notebook.text)["cells"][0]["source"])))
    assert printed == f"Server of {YOU}\n"

    pods = session.get(demo.pods).text
    for text in (
        "a node of pool l4-spot (g2-standard-24, 2 x nvidia-l4, spot, in us-central1-a or us-central1-b; "
        "for pods it has 23.12 CPU and 85.5 GiB)",
        "nvidia.com/gpu 2",
        "cloud.google.com/gke-accelerator: nvidia-l4",
        "claimName: claim-you-corp-example---d32c7dff",
        "(secret)",
    ):
        assert text in pods
    assert "/home/you" not in pods, "the manifest is a pod's"


def test_a_stranger_is_refused_as_iap_does(demo: Running) -> None:
    answer = demo.session(STRANGER).get(f"{demo.origin}/hub/spawn")
    assert answer.status_code == 403
    assert "You don't have access" in answer.text


def test_who_has_not_the_key_gets_nothing(demo: Running) -> None:
    for path in ("/", "/hub/login", "/_demo", "/_accounts?continue=/"):
        answer = requests.get(demo.origin + path, timeout=30)
        assert (answer.status_code, "has a key in it" in answer.text) == (403, True)
    wrong = requests.get(f"{demo.origin}/?demo=guessed", timeout=30)
    assert (wrong.status_code, wrong.cookies.get_dict()) == (403, {})


def test_another_name_that_leads_here_is_refused(demo: Running) -> None:
    answer = demo.session(YOU).get(demo.url, headers={"Host": "evil.example"})
    assert answer.status_code == 403
    assert "evil.example" in answer.text


def test_without_iap_the_password_opens_it(without_iap: Running) -> None:
    session = requests.Session()
    session.headers["Sec-Fetch-Mode"] = "navigate"
    page = session.get(without_iap.url).text
    (xsrf,) = set(re.findall(r'name="_xsrf" value="([^"]+)"', page))
    form = {"username": "admin", "password": without_iap.password, "_xsrf": xsrf}
    answer = session.post(f"{without_iap.origin}/hub/login", data=form)
    assert answer.status_code == 200
    assert "Logout" in answer.text
    wrong = session.post(f"{without_iap.origin}/hub/login", data={**form, "password": "guessed"})
    assert wrong.status_code == 403


def test_it_answers_in_time(demo: Running, without_iap: Running) -> None:
    """Beside other work the processor's share counts: the faster of two."""
    busy = max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
    assert min(demo.seconds, without_iap.seconds) < QUIET_SECONDS * busy


def refused(*arguments: str | Path) -> tuple[int, str]:
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)], cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stderr


def test_what_a_plan_refuses_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "mine.tfvars"
    file.write_text(STANDARD.read_text(encoding="utf-8") + "home_disk_size_gb = 0\n", encoding="utf-8")
    code, said = refused(file)
    assert code == 1
    assert 'home_disk_size_gb is "0": write a whole number from' in said
    assert "Traceback" not in said


def test_a_port_that_is_taken_is_said() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, said = refused("--port", str(port))
    assert (code, said) == (
        1,
        f"Error: port {port} is taken: write another one, like --port {port + 1}, or 0 for any.\n",
    )


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGHUP], ids=["Ctrl-C", "a closed terminal"])
def test_it_is_ended_while_it_starts(by: signal.Signals) -> None:
    process = launched(STANDARD)
    family: list[Any] = []
    while not family:
        assert process.poll() is None
        time.sleep(0.1)
        family = psutil.Process(process.pid).children(recursive=True)
    os.killpg(process.pid, by)
    assert process.wait(WAIT_SECONDS) == 0
    _, alive = psutil.wait_procs(family, timeout=5)
    assert alive == []


def test_nothing_stays_where_it_is_killed() -> None:
    """By SIGKILL, as for lack of memory: then it can stop nobody, and its hub ends by itself."""
    process = launched(STANDARD)
    assert process.stdout
    demo = Running(process, **json.loads(process.stdout.readline()))
    session = demo.session(YOU)
    start(demo, session, "l4-x2-spot")
    opened(demo, session, "files/start-here.ipynb")
    family = psutil.Process(process.pid).children(recursive=True)
    assert len(family) >= 3, "the hub, its proxy and a notebook"
    folders = {each.cwd() for each in family if "jupyter-on-gke-demo-" in each.cwd()}
    process.kill()
    process.wait(WAIT_SECONDS)
    _, alive = psutil.wait_procs(family, timeout=WAIT_SECONDS)
    for each in alive:
        each.kill()
    assert alive == []
    assert folders
    assert [folder for folder in folders if Path(folder).exists()] == []
