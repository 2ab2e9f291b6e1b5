"""Writes the import blocks by which what was there before comes into the state."""

import json

from constructs import Construct
from jupyter_on_gke import releases
from jupyter_on_gke.adoption import pools_settling, settling
from jupyter_on_gke.cluster.choice import Place
from jupyter_on_gke.expressions import Expression, interpolate
from jupyter_on_gke.plan_time import PlanTime
from jupyter_on_gke.state import put_beside

FILE = "adoption.tf.json"
KEY, VALUE = interpolate("each.key"), interpolate("each.value")


class Imports(Construct):
    """Import blocks, in a file of their own: of what is in the state already, and of nothing, they do nothing.

    Ids are those of the providers' documentation. Static scanners skip a JSON with import blocks.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        place: Place,
        namespace: Expression,
        adopt: Expression,
        pools: Expression,
        bucket: Expression,
        user_buckets: Expression,
        address: Expression,
        account: Expression,
    ) -> None:
        super().__init__(scope, id_)
        project, inside = interpolate(place.project), interpolate(namespace)
        cluster = f"projects/{project}/locations/{interpolate(place.location)}/clusters/{interpolate(place.name)}"
        ones: dict[str, tuple[PlanTime[[list[str]], bool], str]] = {
            "google_container_cluster.managed[0]": (settling.CLUSTER, cluster),
            "google_storage_bucket.managed[0]": (settling.BUCKET, f"{project}/{interpolate(bucket)}"),
            "kubernetes_namespace_v1.managed[0]": (settling.NAMESPACE, inside),
            "google_compute_global_address.managed[0]": (
                settling.ADDRESS,
                f"projects/{project}/global/addresses/{interpolate(address)}",
            ),
            "google_service_account.managed[0]": (
                settling.NODE_IDENTITY,
                f"projects/{project}/serviceAccounts/{interpolate(account)}@{project}.iam.gserviceaccount.com",
            ),
            "helm_release.jupyterhub": (settling.RELEASE, f"{inside}/{releases.HUB}"),
            "helm_release.iap[0]": (settling.IAP_RELEASE, f"{inside}/{releases.IAP}"),
        }
        pools_taken = pools_settling.names_of_pools.terraform(
            adopts=settling.NODE_POOLS.terraform(things=adopt), managed_sizes=pools
        )
        buckets_taken = settling.names_if.terraform(
            condition=settling.USER_BUCKETS.terraform(things=adopt), names=user_buckets
        )
        blocks = [
            *(
                block(to, settling.once_if.terraform(condition=is_taken.terraform(things=adopt)), by_id)
                for to, (is_taken, by_id) in ones.items()
            ),
            block("google_container_node_pool.managed[each.key]", pools_taken, f"{cluster}/nodePools/{KEY}"),
            block("google_storage_bucket.managed_users[each.key]", buckets_taken, f"{project}/{VALUE}"),
        ]
        put_beside(self, {FILE: json.dumps({"import": blocks}, indent=2) + "\n"})


def block(to: str, for_each: Expression, by_id: str) -> dict[str, str]:
    """An import block of the things of `for_each`, which is empty where nothing is taken over."""
    return {"for_each": interpolate(for_each), "to": to, "id": by_id}
