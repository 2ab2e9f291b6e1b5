"""The address that people's names point to, when another is to be used."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.cases import CASES
from tests.support.deployed import deployed

OWN = 'domain = "jupyter.example.com"\nurl_domain_name = "jupyter-address"\n'


@pytest.mark.terraform
@pytest.mark.usefixtures("stand_ins")
def test_an_address_is_given_back_when_nothing_uses_it_any_more(stack: Path, tmp_path: Path) -> None:
    """Google refuses to release one that a load balancer uses: before the Ingress has the other, no apply would end."""
    workspace = deployed(stack, tmp_path, CASES / "variants" / "existing-iap-no_bucket.tfvars")
    own = tmp_path / "own.tfvars"
    own.write_text(OWN, encoding="utf-8")
    said = replace(workspace, var_files=(*workspace.var_files, own)).apply().output
    moved = said.index("helm_release.iap[0]: Modifications complete")
    released = said.index("google_compute_global_address.jupyterhub[0]: Destroying...")
    assert moved < released
