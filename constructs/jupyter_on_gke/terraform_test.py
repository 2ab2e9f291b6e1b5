"""Puts a test of Terraform's own beside the JSON, by which a team tries its tfvars without Google Cloud."""

import json
from typing import Any

from constructs import Construct
from jupyter_on_gke.expressions import Expression, interpolate
from jupyter_on_gke.plan_time import plan_time
from jupyter_on_gke.state import put_beside

FILE = "tests/deployment.tftest.json"
"""Where `terraform test` looks, and `tofu test`."""

# Of a cluster that is there, which no empty lists are. OpenTofu wants each attribute of a block.
AUTH = {
    "client_certificate": "",
    "client_certificate_config": [],
    "client_key": "",
    "cluster_ca_certificate": "bm9uZQ==",
}
CLUSTER: dict[str, Any] = {
    "master_auth": [AUTH],
    "node_locations": ["us-central1-a", "us-central1-b"],
}
PROVIDERS: dict[str, Any] = {
    "google": {"mock_data": [{"google_container_cluster": {"defaults": CLUSTER}}]},
    "helm": [{}, {"alias": "jupyter"}],
    "kubernetes": {},
    "random": {},
}


@plan_time
def is_address(uri: str) -> bool:
    """Whether a browser opens it."""
    return uri.startswith("https://")


class TerraformTest(Construct):
    """A plan and an apply against made-up providers: refusals and warnings of the variables make it fail."""

    def __init__(self, scope: Construct, id_: str) -> None:
        super().__init__(scope, id_)
        opens = {
            "condition": interpolate(is_address.terraform(uri=Expression("output.jupyterhub_uri"))),
            "error_message": "jupyterhub_uri is no address that a browser opens.",
        }
        document = {
            "mock_provider": PROVIDERS,
            "run": {"plan": {"command": "plan"}, "apply": {"command": "apply", "assert": [opens]}},
        }
        put_beside(self, {FILE: json.dumps(document, indent=2) + "\n"})
