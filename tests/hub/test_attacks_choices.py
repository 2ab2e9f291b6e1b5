"""Choices that are none: by the API and by the form nothing but what a profile offers becomes part of a pod.

test_choices.py and test_spawn_requests.py have what people may choose, images, links, and namesakes.
"""

from __future__ import annotations

import json
import random
import re
import string
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from kubespawner.slugs import multi_slug, safe_slug

from tests.support.cases import CASES, expected_values
from tests.support.documents import read_yaml
from tests.support.synth import ROOT

from .conftest import MakeWorld, World
from .hubs import request
from .tokens import claims

OPTIONS = read_yaml((Path(__file__).parent / "attacks" / "choices.yaml").read_text(encoding="utf-8"))
# Deployments, and a profile that each offers to all: any image may be typed in the first.
WORLDS = {
    "any-image": (CASES / "variants" / "profiles-autopilot.tfvars", "plain"),
    "listed-images": (ROOT / "tfvars" / "new-standard-with-gpus.tfvars", "cpu"),
}
NAMES = 20_000
LABEL = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?")


def start(world: World, person: str, options: Any) -> int:
    """Starts a server with the person's own API token."""
    world.hub.sign_in(world.signer.token(claims(person)))
    path = f"/users/{quote(person)}"
    own = world.hub.api(f"{path}/tokens", "POST")["token"]
    authorization = [("Authorization", f"token {own}")]
    return request(
        world.hub.port, f"/hub/api{path}/server", authorization, method="POST", body=json.dumps(options)
    ).status


def anonymous(pod: Any, person: str) -> str:
    """The pod without what differs from person to person and from start to start."""
    text = json.dumps(pod, sort_keys=True)
    for mine in (pod["metadata"]["name"].removeprefix("jupyter-"), safe_slug(person), quote(person), person):
        text = text.replace(mine, "PERSON")
    return re.sub(r"\b[0-9a-f]{32}\b|(?<=127.0.0.1:)\d+", "RANDOM", text)


@pytest.mark.parametrize("deployment", WORLDS)
def test_no_option_of_the_api_adds_anything(make_world: MakeWorld, deployment: str) -> None:
    file, profile = WORLDS[deployment]
    world = make_world(f"attacks-{deployment}", values=expected_values(file))
    asked: dict[str, Any] = {"chosen@corp.example": {"profile": profile}, "nothing@corp.example": {}}
    plain = list(asked)
    for case in OPTIONS:
        asked[f"{case['name']}@corp.example"] = json.loads(json.dumps(case["options"]).replace("PROFILE", profile))
    with ThreadPoolExecutor(4) as pool:
        statuses = dict(zip(asked, pool.map(lambda person: start(world, person, asked[person]), asked), strict=True))
    pods = {person: anonymous(pod, person) for person in asked if (pod := world.hub.pod(person))}
    assert [person for person in pods if pods[person] not in {pods[each] for each in plain}] == []
    assert {person for person, status in statuses.items() if status in (201, 202)} == set(pods)
    assert len(pods) < len(asked), "some are refused"


def test_names_of_people_stay_apart() -> None:
    """20,000 addresses like those that people have: no two share a pod, a claim, or a label that is not valid."""
    chosen = random.Random(1)  # noqa: S311  # the same ones every time
    letters = string.ascii_lowercase + string.digits + "._%+-'"
    people = {
        "".join(chosen.choices(letters, k=chosen.randint(1, 40))) + chosen.choice(["@corp.example", "@b-c.d.example"])
        for _ in range(NAMES)
    }
    for made in ([safe_slug(each, max_length=48) for each in people], [multi_slug([each, ""]) for each in people]):
        assert len(set(made)) == len(people)
        assert [slug for slug in made if not LABEL.fullmatch(slug.strip("-")) or len(slug) > 63] == []
