"""Without IAP: JupyterHub's own shared-password authenticator, with the administrator only."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest

from jupyter_on_gke.jupyterhub import values

from .conftest import MakeHub
from .hubs import Answer, Hub, request

PASSWORD = "a-generated-password-of-43-characters-000001"


@pytest.fixture(scope="module")
def hub(make_hub: MakeHub) -> Hub:
    return make_hub(
        "without-iap",
        # What the chart gets, with the password that the release adds.
        values.password(admin="admin")["hub"]["config"] | {"SharedPasswordAuthenticator": {"admin_password": PASSWORD}},
    )


def sign_in(hub: Hub, name: str, password: str) -> Answer:
    page = request(hub.proxy, "/hub/login", [("Sec-Fetch-Mode", "navigate")])
    (xsrf,) = re.findall(r'name="_xsrf" value="([^"]+)"', page.body)
    form = urlencode({"username": name, "password": password, "_xsrf": xsrf})
    kind = [("Content-Type", "application/x-www-form-urlencoded")]
    return request(hub.proxy, "/hub/login", kind, method="POST", cookies=page.cookies, body=form)


def test_the_administrator_signs_in_with_the_password(hub: Hub) -> None:
    answer = sign_in(hub, "admin", PASSWORD)
    assert answer.status == 302
    assert hub.who(answer.cookies) == "admin"
    assert hub.users() == {"admin": True}


@pytest.mark.parametrize(("name", "password"), [("admin", ""), ("admin", "admin"), ("alice", PASSWORD), ("alice", "")])
def test_nobody_else_does(hub: Hub, name: str, password: str) -> None:
    assert sign_in(hub, name, password).status == 403
    assert hub.users() == {"admin": True}
