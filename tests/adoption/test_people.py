"""People's homes and names are the same after the upgrade: of real hubs and KubeSpawners, the blueprint's and ours."""

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from jupyter_on_gke.demo.spawner_config import spawner_config
from tests.support.api_server import listed
from tests.support.cases import expected_values
from tests.support.control_plane import kubectl
from tests.support.documents import read_yaml
from tests.support.needs import lack
from tests.support.synth import ROOT, Json

# Its pods are none for the nodes of others.
pytestmark = [
    pytest.mark.cluster,
    pytest.mark.hub,
    pytest.mark.slow,
    pytest.mark.xdist_group("scheduling"),
    pytest.mark.usefixtures("api_server"),
]

HERE = Path(__file__).parent
HOMES: dict[str, str] = read_yaml((HERE / "people.yaml").read_text(encoding="utf-8"))
BLUEPRINTS = ROOT / ".venv-blueprint" / "bin" / "python"
TEMPLATE = "claim-{username}{servername}"
THEIRS: Json = {
    "storage_pvc_ensure": True,
    "storage_capacity": "10Gi",
    "storage_access_modes": ["ReadWriteOnce"],
    "pvc_name_template": TEMPLATE,
    "volumes": [{"name": "home", "persistentVolumeClaim": {"claimName": TEMPLATE}}],
    "volume_mounts": [{"name": "home", "mountPath": "/home/jovyan"}],
}
"""What chart 3.3.8, the blueprint's, configures KubeSpawner with."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A namespace, and the hub's database."""

    namespace: str
    database: Path

    def start(self, python: Path | str, traits: Json) -> Json:
        """What the hub and KubeSpawner of this Python do when everybody starts a server, and stops it."""
        given = {
            "database": f"sqlite:///{self.database}",
            "namespace": self.namespace,
            "people": [*HOMES],
            "traits": traits,
        }
        done = subprocess.run(
            [python, HERE / "spawn.py"], input=json.dumps(given), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        kubectl("delete", "pod", "--all", "--force", "--namespace", self.namespace)
        return json.loads(done.stdout)

    def claims(self) -> set[str]:
        return {claim["metadata"]["name"] for claim in listed("PersistentVolumeClaim", self.namespace)}

    def upgrade(self) -> None:
        """The hub's database, as the chart's hub does it when it starts."""
        command = [sys.executable, "-m", "jupyterhub", "upgrade-db", f"--db=sqlite:///{self.database}"]
        # It calls alembic by name.
        around = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
        done = subprocess.run(
            command, cwd=self.database.parent, env=around, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr


@pytest.fixture
def before(tmp_path: Path) -> Iterator[Place]:
    """Where the blueprint's hub has people, and they have homes."""
    if not BLUEPRINTS.exists():
        lack("hub", "the blueprint's hub is not here: `make .venv-blueprint/blueprint.done` gets it.")
    place = Place(namespace=f"homes-{uuid.uuid4().hex[:8]}", database=tmp_path / "jupyterhub.sqlite")
    kubectl("create", "namespace", place.namespace)
    theirs = place.start(BLUEPRINTS, THEIRS)
    assert (theirs["hub"], theirs["spawner"]) == ("4.1.6", "6.2.0")
    assert theirs["homes"] == HOMES
    yield place
    kubectl("delete", "namespace", place.namespace, "--wait=false")


def test_everybody_finds_the_home(before: Place) -> None:
    """KubeSpawner 7 looks for a claim of 6 where the hub's database knows of a server that 6 started."""
    ours = spawner_config(expected_values(ROOT / "tfvars" / "existing-cluster-with-iap.tfvars"))
    before.upgrade()
    for _ in range(2):
        started = before.start(sys.executable, ours)
        assert (started["hub"], started["spawner"]) == ("5.5.0", "7.0.0")
        assert started["homes"] == HOMES
    before.database.unlink()
    assert before.start(sys.executable, ours | {"slug_scheme": "escape"})["homes"] == HOMES, "docs/adoption.md says so"
    assert before.claims() == set(HOMES.values()), "no empty home beside somebody's"
    before.database.unlink()
    found = before.start(sys.executable, ours)["homes"]
    assert {person for person, home in HOMES.items() if found[person] == home} == {"alice"}, "docs/adoption.md says so"
