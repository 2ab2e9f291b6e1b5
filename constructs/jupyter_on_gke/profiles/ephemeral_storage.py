"""What a server may write outside of its volumes, and the resources of the sidecar that mounts buckets: pure functions.

Autopilot gives each container 1 GiB where nothing is asked for, takes the request for the limit, and refuses a pod that
asks for more than 10 GiB in all its containers unless its class or hardware has more. The kubelet holds the sum of the
limits against all that the pod wrote: with a limit in the sidecar alone, that is the limit of the server as well.
Sources: docs.cloud.google.com/kubernetes-engine/docs/concepts/autopilot-resource-requests, and Autopilot's own words,
"Total ephemeral-storage requested by containers for workload is higher than the Autopilot maximum of '10Gi'".
"""

import json
from typing import Any

from jupyter_on_gke.expressions import Expression, Only, text
from jupyter_on_gke.plan_time import plan_time
from jupyter_on_gke.profiles.profile import Profile

ON_AUTOPILOT = "local.cluster_is_autopilot"
RESOURCE = "ephemeral-storage"
LOCAL_SSD_LABEL = "cloud.google.com/gke-ephemeral-storage-local-ssd"
MACHINE_FAMILY = "cloud.google.com/machine-family"
COMPUTE_CLASS = "cloud.google.com/compute-class"
# Of the classes of Autopilot those whose pods share machines, and have 10 GiB at most. Of others nothing is known.
SHARING = ("", "general-purpose", "autopilot", "autopilot-spot", "Balanced", "Scale-Out")
MOST_GB = 10
# A local SSD has 375 GB, of which GKE keeps a tenth and 50 GiB or more.
LOCAL_SSD_GB = 200


@plan_time
def has_local_ssd(profile: Profile) -> bool:
    """Whether its nodes have local SSDs."""
    return profile.node_selector.get(LOCAL_SSD_LABEL, "") == "true"


@plan_time
def is_on_ssd_machine(profile: Profile) -> bool:
    """Whether it is on a family of machines with local SSDs, without accelerators."""
    return profile.accelerator == "" and has_local_ssd(profile)


HAS_LOCAL_SSD = has_local_ssd.terraform(profile="profile")
ON_SSD_MACHINE = is_on_ssd_machine.terraform(profile="profile")
# What is known of that family.
LOCAL_SSDS = f'local.local_ssds[lookup(profile.node_selector, "{MACHINE_FAMILY}", "")]'
SHARES = (
    f'profile.accelerator == "" && !({HAS_LOCAL_SSD}) && '
    f'contains({json.dumps(SHARING)}, lookup(profile.node_selector, "{COMPUTE_CLASS}", ""))'
)
HAS_AMOUNT = "profile.ephemeral_storage_gb > 0"

# The sidecar of Cloud Storage FUSE on Autopilot, which wants numbers: the blueprint's. Its files count for the pod.
SIDECAR_CPU, SIDECAR_GIB, SIDECAR_STORAGE_GB = 1, 2, 1

Data = dict[str, Any]


def amount(*, beside_sidecar: bool = False) -> Expression:
    """What the notebook's container asks for: the pod's, without the sidecar's share where Autopilot gives it one."""
    share = f"({ON_AUTOPILOT} ? {SIDECAR_STORAGE_GB} : 0)" if beside_sidecar else "0"
    return text(f"${{profile.ephemeral_storage_gb - {share}}}Gi")


def sidecar() -> Data:
    """Annotations of a pod that mounts a bucket: they ask for the sidecar, and say what it may take.

    "0" is no limit, with the driver's own requests, which a node's room has been counted with.
    """
    limits = {
        "cpu": f"{SIDECAR_CPU}",
        "memory": f"{SIDECAR_GIB}Gi",
        RESOURCE: f"{SIDECAR_STORAGE_GB}Gi",
    }
    return {
        "gke-gcsfuse/volumes": "true",
        **{
            f"gke-gcsfuse/{name}-limit": Expression(f'{ON_AUTOPILOT} ? "{most}" : "0"') for name, most in limits.items()
        },
    }


def beside_sidecar() -> Data:
    """What a storage choice with a bucket changes in the notebook's resources."""
    wanted = Only(condition=HAS_AMOUNT, value={RESOURCE: amount(beside_sidecar=True)})
    return {"extra_resource_limits": wanted, "extra_resource_guarantees": wanted}
