"""Takes over the state that the HCL blueprint left, so that the first plan destroys nothing that people have."""

from constructs import Construct
from jupyter_on_gke.state import put_beside

FILE = "migration.tf"

MOVED = {
    "module.jupyterhub.helm_release.jupyterhub": "helm_release.jupyterhub",
    "module.jupyterhub.module.iap_auth[0].helm_release.iap": "helm_release.iap[0]",
    "module.jupyterhub.random_password.generated_password[0]": "random_password.admin[0]",
}
"""The releases, which are upgraded where they are: two of one name cannot be; and the password that people know."""

JUPYTERHUB = "module.jupyterhub"
IAP = f"{JUPYTERHUB}.module.iap_auth"
ACCOUNT = f"{JUPYTERHUB}.module.jupyterhub-workload-identity"
LEFT = (
    "module.infra",
    "module.namespace",
    "module.gcs",
    "module.project-services",
    f"{ACCOUNT}.google_service_account.cluster_service_account",
    f"{ACCOUNT}.google_service_account_iam_member.main",
    f"{ACCOUNT}.kubernetes_service_account.main",
    # Authoritative: destroyed, it would take the notebooks' link to their account along with the hub's.
    f"{JUPYTERHUB}.google_service_account_iam_binding.hub-workload-identity-user",
    # On the Service, where the chart puts its own: taken away after the upgrade it would leave none, and IAP off.
    f"{IAP}.kubernetes_annotations.annotation",
    f"{IAP}.google_compute_global_address.ip_address",
    # Google shut their API down: they can be neither read nor destroyed.
    f"{IAP}.google_iap_brand.project_brand",
    f"{IAP}.google_iap_client.iap_oauth_client",
)
"""What leaves the state and stays as it is: cluster, namespace with the homes, bucket, accounts, address."""


class Migration(Construct):
    """`moved` and `removed` blocks, in a file of their own; without such a state they do nothing.

    Static scanners skip a JSON with them: checkov takes neither, trivy no `removed`.
    What is in neither list is destroyed, as what the configuration does not have is: the blueprint's grants,
    which ours replace, and values made by chance. See docs/migration.md for the variables that belong to it.
    """

    def __init__(self, scope: Construct, id_: str) -> None:
        super().__init__(scope, id_)
        blocks = [
            *(f"moved {{\n  from = {old}\n  to   = {new}\n}}\n" for old, new in MOVED.items()),
            *(f"removed {{\n  from = {left}\n\n  lifecycle {{\n    destroy = false\n  }}\n}}\n" for left in LEFT),
        ]
        put_beside(self, {FILE: "\n".join(blocks)})
