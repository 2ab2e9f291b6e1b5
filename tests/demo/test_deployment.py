"""What the demo computes without Terraform is what Terraform evaluates, in every case."""

from pathlib import Path

import pytest

from jupyter_on_gke.demo.deployment import Deployment
from jupyter_on_gke.demo.tfvars import read_tfvars
from jupyter_on_gke.expressions import UnknownError
from tests.support.cases import by_id, case_files, expected_values
from tests.support.filled_in import filled_in

PLACE = {"project_id": "a-project", "cluster_name": "ml", "cluster_location": "us-central1", "add_auth": False}


@pytest.mark.synth
@pytest.mark.parametrize("file", by_id(case_files()))
def test_the_charts_values_are_those_of_the_plan(file: Path, tmp_path: Path) -> None:
    """In a plan of these cases a cluster that is there is one of Autopilot, as it is for the demo."""
    values = Deployment(read_tfvars([filled_in(file, tmp_path)])).chart_values()
    expected = expected_values(file)
    # Terraform makes it.
    expected["hub"]["config"].pop("SharedPasswordAuthenticator", None)
    assert values == expected


@pytest.mark.synth
def test_what_the_rules_refuse_is_refused() -> None:
    with pytest.raises(ValueError, match=r'^home_disk_size_gb is "0": write a whole number from'):
        Deployment({**PLACE, "home_disk_size_gb": 0})


@pytest.mark.synth
def test_what_terraform_alone_knows_is_said_to_be_unknown() -> None:
    with pytest.raises(UnknownError, match=r"^google_container_cluster"):
        Deployment(PLACE).known["local.cluster_endpoint"]


def test_what_is_required_is_asked_for() -> None:
    with pytest.raises(ValueError, match="no file says cluster_name: write what is required"):
        Deployment({name: value for name, value in PLACE.items() if name != "cluster_name"})
