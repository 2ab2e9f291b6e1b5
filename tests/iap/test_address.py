"""The address that people's names point to, when another is to be used."""

from pathlib import Path

import pytest

from tests.support.cases import CASES
from tests.support.terraform import Workspace

OWN = 'domain = "jupyter.example.com"\nurl_domain_name = "jupyter-address"\n'


@pytest.mark.terraform
@pytest.mark.usefixtures("stand_ins")
def test_an_address_is_given_back_when_nothing_uses_it_any_more(stack: Path, tmp_path: Path) -> None:
    """Google refuses to release one that a load balancer uses: before the Ingress has the other, no apply would end."""
    before = (CASES / "variants" / "existing-iap-no_bucket.tfvars").read_text(encoding="utf-8")
    file = tmp_path / "case.tfvars"
    file.write_text(before, encoding="utf-8")
    workspace = Workspace.create(stack, tmp_path, file)
    workspace.init()
    assert workspace.apply().code == 0

    (variables,) = workspace.var_files
    variables.write_text(f"{variables.read_text(encoding='utf-8')}{OWN}", encoding="utf-8")
    said = workspace.apply().output
    moved = said.index("helm_release.iap[0]: Modifications complete")
    released = said.index("google_compute_global_address.jupyterhub[0]: Destroying...")
    assert moved < released
