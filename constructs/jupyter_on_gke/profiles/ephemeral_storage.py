"""What a server may write outside of its volumes, and what the sidecar that mounts buckets has. Plan-time functions.

Autopilot gives each container 1 GiB where nothing is asked for, takes the request for the limit, and refuses a pod that
asks for more than 10 GiB in all its containers unless its class or hardware has more. The kubelet holds the sum of the
limits against all that the pod wrote: with a limit in the sidecar alone, that is the limit of the server as well.
Sources: docs.cloud.google.com/kubernetes-engine/docs/concepts/autopilot-resource-requests, and Autopilot's own words,
"Total ephemeral-storage requested by containers for workload is higher than the Autopilot maximum of '10Gi'".
"""

from jupyter_on_gke.plan_time import plan_time
from jupyter_on_gke.profiles.profile import Profile, Settled

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


# The sidecar of Cloud Storage FUSE on Autopilot, which wants numbers: the blueprint's. Its files count for the pod.
SIDECAR_CPU, SIDECAR_GIB, SIDECAR_STORAGE_GB = 1, 2, 1
SIDECAR_LIMITS = {
    "gke-gcsfuse/cpu-limit": f"{SIDECAR_CPU}",
    "gke-gcsfuse/memory-limit": f"{SIDECAR_GIB}Gi",
    f"gke-gcsfuse/{RESOURCE}-limit": f"{SIDECAR_STORAGE_GB}Gi",
}
# "0" is no limit, with the driver's own requests, which a node's room has been counted with.
NO_LIMITS = dict.fromkeys(SIDECAR_LIMITS, "0")


@plan_time
def amount(profile: Settled) -> dict[str, str]:
    """What the notebook's container asks for: all of the pod's."""
    return {RESOURCE: f"{profile.ephemeral_storage_gb}Gi"} if profile.ephemeral_storage_gb > 0 else {}


@plan_time
def storage_amounts(profiles: list[Settled]) -> dict[str, dict[str, str]]:
    """Name of a profile -> what its container asks for."""
    return {profile.name: amount(profile) for profile in profiles}


@plan_time
def sidecar_annotations(cluster_is_autopilot: bool) -> dict[str, str]:
    """Annotations of a pod that mounts a bucket: they ask for the sidecar, and say what it may take."""
    return {"gke-gcsfuse/volumes": "true", **(SIDECAR_LIMITS if cluster_is_autopilot else NO_LIMITS)}


@plan_time
def beside_sidecar(
    profiles: list[Settled], sidecar_annotations: dict[str, str], cluster_is_autopilot: bool
) -> dict[str, dict[str, object]]:
    """Name of a profile -> what any bucket changes in a pod: Autopilot gives the sidecar a share of the storage."""
    share = SIDECAR_STORAGE_GB if cluster_is_autopilot else 0
    left = {profile.name: {RESOURCE: f"{profile.ephemeral_storage_gb - share}Gi"} for profile in profiles}
    return {
        profile.name: {
            "extra_annotations": sidecar_annotations,
            **(
                {
                    "extra_resource_limits": left.get(profile.name),
                    "extra_resource_guarantees": left.get(profile.name),
                }
                if profile.ephemeral_storage_gb > 0
                else {}
            ),
        }
        for profile in profiles
    }
