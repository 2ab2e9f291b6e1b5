"""Providers that stay up for all tests refuse what those refuse that Terraform starts itself."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.terraform import Workspace

pytestmark = [pytest.mark.terraform, pytest.mark.usefixtures("stand_ins")]

REQUIRED = {"required_providers": {"google": {"source": "google", "version": "6.50.0"}}}
TOPIC = {"name": "a-topic", "project": "a-project"}
CONFIGURATIONS: dict[str, Any] = {
    "right": {"google_pubsub_topic": {"one": TOPIC}},
    "no such type": {"google_pubsub_topics": {"one": TOPIC}},
    "no such attribute": {"google_pubsub_topic": {"one": TOPIC | {"named": "a-topic"}}},
    "no such block": {"google_pubsub_topic": {"one": TOPIC | {"settings": [{"schema": "a-schema"}]}}},
    "not the type of an attribute": {"google_pubsub_topic": {"one": TOPIC | {"labels": "a-label"}}},
    "an attribute is missing": {"google_pubsub_topic": {"one": {}}},
}


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_what_is_refused(name: str, tmp_path: Path) -> None:
    refused = []
    for own_providers in (False, True):
        folder = tmp_path / str(own_providers)
        folder.mkdir()
        configuration = {"terraform": REQUIRED, "resource": CONFIGURATIONS[name]}
        (folder / "main.tf.json").write_text(json.dumps(configuration), encoding="utf-8")
        workspace = Workspace(folder=folder, own_providers=own_providers)
        workspace.init()
        result = workspace.run("validate", "-json")
        refused.append([each["summary"] for each in json.loads(result.output)["diagnostics"]])
    assert refused[0] == refused[1]
    assert bool(refused[0]) == (name != "right")
