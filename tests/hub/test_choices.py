"""What people choose reaches the pod, and nothing else does: KubeSpawner's own page, in a browser and without one."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from jupyter_on_gke.demo.google import Loopback
from jupyter_on_gke.demo.iap import SEPARATE, Iap
from jupyter_on_gke.profiles.images import GPU_IMAGES
from tests.support.cases import CASES, expected_values
from tests.support.synth import ROOT, Json

from .browser import offered, option, profile, sign_in, start, text, titles, wait
from .conftest import MakeWorld, World
from .hubs import HEADER, Answer, request
from .tokens import claims

ALICE, BOB = "alice@corp.example", "bob@corp.example"
DISK, SHARED, BUCKET = (
    "Default (persistent disk)",
    "Default and the shared bucket on /data",
    "GCSFuse (your own bucket)",
)
TEAM_IMAGE = "us-docker.pkg.dev/demo-project/images/notebook:1.2.3"
# The names that KubeSpawner gives to Alice, whose own bucket is called like it.
ALICES_CLAIM = "claim-alice-corp-example---169009fb"
REFUSED_IMAGES = {
    "no-tag": "registry.example/team/image",
    "no-tag-but-a-port": "registry.example:5000/team/image",
    "empty-tag": "registry.example/team/image:",
    "blank": "registry.example/team/image:1 --privileged",
    "upper-case": "Registry.example/team/image:1",
    "begins-with-a-slash": "/team/image:1",
    "template": "{username}:1",
    "long-tag": "image:" + "1" * 129,
}


@pytest.fixture(scope="module")
def free(make_world: MakeWorld) -> World:
    """Autopilot, with a bucket, buckets of people's own and any image."""
    return make_world("free", values=expected_values(CASES / "variants" / "profiles-autopilot.tfvars"))


@pytest.fixture(scope="module")
def strict(make_world: MakeWorld) -> World:
    """The values of the hub that all tests share, which is kept free of failed starts: their traces are in its log."""
    return make_world("strict", values=expected_values(ROOT / "tfvars" / "new-standard-with-gpus.tfvars"))


@pytest.fixture(scope="module")
def gate(loopback: Loopback, free: World) -> Iap:
    return Iap(loopback, free.signer, free.hub.proxy, SEPARATE)


def post(world: World, person: str, **fields: str) -> Answer:
    """Sends the page's form, unchecked by a browser."""
    signed = [(HEADER, world.signer.token(claims(person)))]
    cookies = request(world.hub.proxy, "/hub/login", signed).cookies
    page = request(world.hub.proxy, "/hub/spawn", [*signed, ("Sec-Fetch-Mode", "navigate")], cookies=cookies)
    cookies |= page.cookies
    headers = [
        *signed,
        ("Content-Type", "application/x-www-form-urlencoded"),
        ("X-XSRFToken", cookies["_xsrf"]),
    ]
    return request(world.hub.proxy, "/hub/spawn", headers, method="POST", cookies=cookies, body=urlencode(fields))


def refusal(world: World, person: str, **fields: str) -> str:
    """Why KubeSpawner refused the choice."""
    before = len(world.log())
    answer = post(world, person, **fields)
    assert answer.status == 500
    assert f"Unhandled error starting server {person}" in answer.body
    assert world.hub.pod(person) is None
    assert world.hub.api(f"/users/{person}")["servers"] == {}
    (why,) = set(re.findall(r"Error starting server \S+: (.+)", world.log()[before:]))
    return str(why)


def volumes(pod: Json) -> Json:
    """Path in the notebook -> what is there: a claim's name or a bucket's."""
    there = {
        each["name"]: each.get("persistentVolumeClaim", {}).get("claimName")
        or each["csi"]["volumeAttributes"]["bucketName"]
        for each in pod["spec"]["volumes"]
    }
    (notebook,) = pod["spec"]["containers"]
    return {mount["mountPath"]: there[mount["name"]] for mount in notebook["volumeMounts"]}


def test_each_storage_choice(browser: Chrome, free: World, gate: Iap) -> None:
    """One after another by the same person: nothing is left of the choice before."""
    disk, bucket = {"/home/jovyan": ALICES_CLAIM}, ALICES_CLAIM.replace("claim", "acme", 1)
    meant = {BUCKET: {"/home/jovyan": bucket}, SHARED: disk | {"/data": "demo-notebooks"}, DISK: disk}
    sign_in(browser, gate, ALICE)
    for storage, mounts in meant.items():
        wait(browser, lambda it: "Server Options" in text(it), "choice of servers")
        assert titles(browser) == ["plain", "c3", "cheap", "l4", "l4-cheap", "h200", "tpu"]
        assert browser.find_element(By.CSS_SELECTOR, "[name=profile]:checked").get_attribute("value") == "l4"
        assert offered(profile(browser, "h200"), "storage") == [BUCKET]
        part = profile(browser, "plain")
        assert offered(part, "storage") == [SHARED, DISK, BUCKET]
        part.click()
        option(part, "storage").select_by_visible_text(storage)
        start(browser)
        wait(browser, lambda it: f"Server of {ALICE}" in text(it), "server")
        pod = free.hub.pod(ALICE)
        assert volumes(pod) == mounts
        assert pod["metadata"]["annotations"].get("gke-gcsfuse/volumes") == (None if storage == DISK else "true")
        assert pod["spec"]["containers"][0]["image"] == TEAM_IMAGE
        free.hub.stop_server(ALICE)
        browser.get(f"{gate.url}/hub/spawn")


def test_gpus_are_gone_with_the_next_choice(free: World) -> None:
    for name, gpus in (("l4-cheap", "2"), ("plain", None)):
        free.hub.start_server(BOB, profile=name)
        (notebook,) = free.hub.pod(BOB)["spec"]["containers"]
        assert notebook["resources"]["limits"].get("nvidia.com/gpu") == gpus
        free.hub.stop_server(BOB)


def test_a_typed_image(browser: Chrome, free: World, gate: Iap) -> None:
    """The browser sends no image that KubeSpawner would refuse, and the pod gets what it lets pass."""
    sign_in(browser, gate, BOB)
    wait(browser, lambda it: "Server Options" in text(it), "choice of servers")
    part = profile(browser, "plain")
    part.click()
    option(part, "image").select_by_visible_text("Another image ...")
    field = part.find_element(By.CSS_SELECTOR, ".js-other-input")
    valid = "return arguments[0].checkValidity()"
    for image in REFUSED_IMAGES.values():
        browser.execute_script("arguments[0].value = arguments[1]", field, image)
        assert not browser.execute_script(valid, field), image
    start(browser)
    assert browser.current_url.startswith(f"{gate.url}/hub/spawn")
    field.clear()
    field.send_keys("registry.example:5000/team/image:2026-11-24")
    assert browser.execute_script(valid, field)
    start(browser)
    wait(browser, lambda it: f"Server of {BOB}" in text(it), "server")
    assert free.hub.pod(BOB)["spec"]["containers"][0]["image"] == "registry.example:5000/team/image:2026-11-24"


@pytest.mark.parametrize("name", REFUSED_IMAGES)
def test_the_hub_refuses_what_is_no_image(free: World, name: str) -> None:
    form = {"profile": "plain", "profile-option-plain--image--unlisted-choice": REFUSED_IMAGES[name]}
    assert "failed validation regex" in refusal(free, f"{name}@corp.example", **form)


def test_no_typed_image_without_the_switch(strict: World) -> None:
    form = {"profile": "cpu", "profile-option-cpu--image--unlisted-choice": TEAM_IMAGE}
    assert "without being enabled" in refusal(strict, "typed@corp.example", **form)


def test_no_choice_that_is_not_offered(strict: World) -> None:
    values = expected_values(ROOT / "tfvars" / "new-standard-with-gpus.tfvars")
    t4 = next(each for each in values["singleuser"]["profileList"] if each["slug"] == "t4")
    cuda_image = next(iter(t4["profile_options"]["image"]["choices"]))
    for fields in (
        {"profile": "h100"},
        {"profile": "cpu", "profile-option-cpu--image": cuda_image},
        {"profile": "cpu", "profile-option-cpu--storage": "gcsfuse"},
    ):
        assert list(fields.values())[-1] in refusal(strict, "curious@corp.example", **fields)


def test_a_field_of_another_profile_is_no_choice(strict: World) -> None:
    """A browser sends the fields of all profiles; those of the chosen one count."""
    fields = {"profile": "t4", "profile-option-cpu--storage": "gcsfuse", "image": TEAM_IMAGE, "mem_limit": "1T"}
    assert post(strict, "many@corp.example", **fields).status == 302
    (notebook,) = strict.hub.pod("many@corp.example")["spec"]["containers"]
    assert notebook["image"] == GPU_IMAGES[0]
    assert notebook["resources"]["limits"] == {"memory": 18 * 2**30, "nvidia.com/gpu": "1"}
