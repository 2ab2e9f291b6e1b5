"""The GPU types that GKE offers, the nodes that carry them, and the zones that are known to offer them: data only.

Sources, by the date or commit of the copy that was read:

Z1 docs.cloud.google.com/compute/docs/regions-zones/gpu-regions-zones by zone, about 2026-02-12 (copied by
   ziadmoubayed/cloud-accelerator-map:gcp.json@34fa875)
Z2 docs.cloud.google.com/compute/docs/regions-zones, the series of each zone, summer of 2026
Z3 the page of Z1 by region, later than Z1 and probably than Z2 (same file@8b8ad70, of October 2026)
P  zones from the Compute Engine API: skypilot-org/skypilot-catalog:catalogs/v8/gcp/vms.csv@006059e, 2026
R  regions from the Compute Engine API: Cyclenerd/google-cloud-pricing-cost-calculator:
   tools/acceleratortyperegion.csv 2026-08-10 and tools/machinetyperegion.csv 2026-08-17
A  docs.cloud.google.com/kubernetes-engine/docs/how-to/autopilot-gpus, 2026-04-10
S  docs.cloud.google.com/kubernetes-engine/docs/how-to/gpus, 2026-04-08
C  the tables of GKE's own autoscaler: GoogleCloudPlatform/cluster-autoscaler:
   pkg/cloudprovider/gke/machinetypes/deprecated_machine_types_gpu_config.go@7d25050, 2026-08-21, and
   deprecated_machine_types_config.go beside it

H  docs.cloud.google.com/compute/docs/accelerator-optimized-machines: a3-highgpu with 1, 2 or 4 GPUs as Spot or
   Flex-start VMs alone; A3 Ultra, A4 and A4X by reservation, or as Spot or Flex-start VMs

A zone is listed when Z1 or Z2 names it, the newest page Z3 still names its region, and P (or R, for a
type that P lacks) agrees: GKE refuses a pool if one of its zones lacks the GPU. Availability changes;
`node_locations` of a pool goes before this. Machine types are from C; what Autopilot takes is from A.

Of the driver, S names R535 as the default branch up to GKE 1.33, but 550 for H200, 570 for B200 and 580 for
RTX PRO 6000 as the first that work (it says so of Ubuntu nodes). Of GB200 and GB300 it says nothing; they are
Blackwell as B200 is. Whether a later default would do is not known, LATEST does.
LATEST needs nodes of Container-Optimized OS (S).
"""

from dataclasses import dataclass
from typing import Literal

from jupyter_on_gke.accelerators import machines
from jupyter_on_gke.accelerators.zone_lists import expand

N1_VCPUS_PER_GPU = 4
"""The size of an N1 node for each GPU: what G2 has at least. C allows at least 12 vCPUs for each GPU, of every type."""


@dataclass(frozen=True, kw_only=True)
class Gpu:
    """A GPU type. `zones` that are empty are unknown, never none."""

    name: str
    """The value of the node label cloud.google.com/gke-accelerator, and the type in the API."""
    title: str
    """The name as people read it."""
    machine_types: tuple[tuple[int, str], ...]
    """The numbers of GPUs that a node can have, ascending, each with the smallest machine type that carries them."""
    also: tuple[tuple[int, str], ...] = ()
    """Larger machine types that carry as many (L of machines.py)."""
    autopilot_counts: tuple[int, ...] = ()
    """The numbers of GPUs that a pod on Autopilot can ask for; empty if Autopilot does not offer the type."""
    driver: Literal["DEFAULT", "LATEST"] = "DEFAULT"
    """The driver version of a node pool: LATEST where GKE's default branch is older than the GPU."""
    spot_only: tuple[int, ...] = ()
    """The numbers of GPUs that are sold as spot or flex-start alone (H)."""
    reserved: bool = False
    """Whether it is had by a reservation, as spot, or as flex-start alone (H)."""
    zones: tuple[str, ...]
    """The zones that are known to offer it."""

    @property
    def home_disks(self) -> tuple[str, ...]:
        """The types of disks for homes that attach to its nodes."""
        return machines.home_disks(self.machine_types[0][1])


def on_n1(*counts: int) -> tuple[tuple[int, str], ...]:
    """The machine types of GPUs that are attached to N1, which has no types of its own for them."""
    return tuple((count, f"n1-standard-{N1_VCPUS_PER_GPU * count}") for count in counts)


GPUS: tuple[Gpu, ...] = (
    Gpu(
        name="nvidia-tesla-t4",
        title="NVIDIA T4",
        machine_types=on_n1(1, 2, 4),
        autopilot_counts=(1, 2, 4),
        zones=expand(
            "asia-east1:a,c asia-east2:a,c asia-northeast1:a,c asia-northeast3:b,c asia-south1:a,b "
            "asia-southeast1:a,b,c asia-southeast2:a,b australia-southeast1:a,c europe-central2:b,c "
            "europe-west1:b,c,d europe-west2:a,b europe-west3:b europe-west4:a,b,c me-west1:b,c "
            "northamerica-northeast1:c southamerica-east1:a,c us-central1:a,b,c,f us-east1:c,d "
            "us-east4:a,b,c us-west1:a,b us-west2:b,c us-west3:b us-west4:a,b"
        ),
    ),
    Gpu(
        name="nvidia-l4",
        title="NVIDIA L4",
        machine_types=((1, "g2-standard-4"), (2, "g2-standard-24"), (4, "g2-standard-48"), (8, "g2-standard-96")),
        also=((1, "g2-standard-8"), (1, "g2-standard-12"), (1, "g2-standard-16"), (1, "g2-standard-32")),
        autopilot_counts=(1, 2, 4, 8),
        zones=expand(
            "asia-east1:a,b,c asia-northeast1:a,b,c asia-northeast3:a,b asia-south1:a,b,c "
            "asia-southeast1:a,b,c europe-west1:b,c europe-west2:a,b europe-west3:a,b "
            "europe-west4:a,b,c europe-west6:b,c me-central2:a,c northamerica-northeast1:b,c "
            "northamerica-northeast2:a,b us-central1:a,b,c us-east1:b,c,d us-east4:a,c us-west1:a,b "
            "us-west4:a,c"
        ),
    ),
    Gpu(
        name="nvidia-tesla-a100",
        title="NVIDIA A100 40 GB",
        machine_types=(
            (1, "a2-highgpu-1g"),
            (2, "a2-highgpu-2g"),
            (4, "a2-highgpu-4g"),
            (8, "a2-highgpu-8g"),
            (16, "a2-megagpu-16g"),
        ),
        autopilot_counts=(1, 2, 4, 8, 16),
        zones=expand(
            "asia-northeast1:a,c asia-northeast3:b asia-southeast1:a,c europe-west4:a,b me-west1:a,c "
            "us-central1:a,b,c,f us-east1:b us-west1:b us-west3:b us-west4:b"
        ),
    ),
    Gpu(
        name="nvidia-a100-80gb",
        title="NVIDIA A100 80 GB",
        machine_types=((1, "a2-ultragpu-1g"), (2, "a2-ultragpu-2g"), (4, "a2-ultragpu-4g"), (8, "a2-ultragpu-8g")),
        autopilot_counts=(1, 2, 4, 8),
        zones=expand("asia-southeast1:c europe-west4:a us-central1:a,c us-east4:c us-east5:a"),
    ),
    Gpu(
        name="nvidia-h100-80gb",
        title="NVIDIA H100 80 GB",
        spot_only=(1, 2, 4),
        machine_types=((1, "a3-highgpu-1g"), (2, "a3-highgpu-2g"), (4, "a3-highgpu-4g"), (8, "a3-highgpu-8g")),
        autopilot_counts=(1, 2, 4, 8),
        zones=expand(
            "asia-east1:c asia-southeast1:b,c europe-west1:b,c europe-west3:c europe-west4:c "
            "us-central1:a,c us-east4:a,b us-east5:a us-west1:a,b us-west4:a"
        ),
    ),
    Gpu(
        name="nvidia-h100-mega-80gb",
        title="NVIDIA H100 80 GB Mega",
        machine_types=((8, "a3-megagpu-8g"),),
        autopilot_counts=(8,),
        zones=expand(
            "asia-northeast1:b asia-southeast1:b,c australia-southeast1:c europe-west1:b,c "
            "europe-west4:b,c us-central1:a,b,c us-east4:a,b,c us-east5:a us-west1:a,b us-west4:a"
        ),
    ),
    Gpu(
        name="nvidia-h200-141gb",
        reserved=True,
        title="NVIDIA H200 141 GB",
        machine_types=((8, "a3-ultragpu-8g"),),
        autopilot_counts=(8,),
        driver="LATEST",
        zones=expand(
            "asia-south1:b asia-south2:c europe-west1:b europe-west4:a us-central1:b us-east4:b us-south1:b us-west1:c"
        ),
    ),
    Gpu(
        name="nvidia-b200",
        reserved=True,
        title="NVIDIA B200",
        machine_types=((8, "a4-highgpu-8g"),),
        autopilot_counts=(8,),
        driver="LATEST",
        zones=expand(
            "asia-northeast1:b asia-southeast1:b europe-north1:b europe-west4:b us-central1:b "
            "us-east1:b us-east4:b us-south1:b us-west2:c us-west3:b,c"
        ),
    ),
    Gpu(
        name="nvidia-gb200",
        reserved=True,
        title="NVIDIA GB200",
        machine_types=((4, "a4x-highgpu-4g"),),
        # On Autopilot in preview, without a documented number (A). Its nodes are Arm (C), as are those of GB300.
        driver="LATEST",
        zones=expand("europe-west4:b us-central1:a us-east4:b"),
    ),
    Gpu(
        name="nvidia-gb300",
        reserved=True,
        title="NVIDIA GB300",
        machine_types=((4, "a4x-maxgpu-4g-metal"),),
        driver="LATEST",
        zones=expand("us-central1:b us-east4:b us-east5:b,c"),
    ),
    Gpu(
        name="nvidia-rtx-pro-6000",
        title="NVIDIA RTX PRO 6000",
        # Smaller machine types of G4 carry parts of a GPU: in preview, with preparations, not on Autopilot (S).
        machine_types=((1, "g4-standard-48"), (2, "g4-standard-96"), (4, "g4-standard-192"), (8, "g4-standard-384")),
        autopilot_counts=(1, 2, 4, 8),
        driver="LATEST",
        zones=expand(
            "asia-east1:a asia-south1:c asia-south2:a,c asia-southeast1:a,b,c asia-southeast2:b,c "
            "europe-north1:a,b europe-west1:c europe-west10:b europe-west2:b,c europe-west4:a,b "
            "europe-west8:b us-central1:b,f us-east1:b us-east4:b,c us-east5:a,b,c us-south1:a,b "
            "us-west1:a,b us-west3:a us-west4:a,c"
        ),
    ),
    Gpu(
        name="nvidia-tesla-v100",
        title="NVIDIA V100",
        machine_types=on_n1(1, 2, 4, 8),
        zones=expand("asia-east1:c europe-west4:a,b,c us-central1:a,b,c,f us-east1:c us-west1:a,b"),
    ),
    Gpu(
        name="nvidia-tesla-p100",
        title="NVIDIA P100",
        machine_types=on_n1(1, 2, 4),
        zones=expand("asia-east1:a,c europe-west1:b,d europe-west4:a us-central1:c,f us-east1:b,c us-west1:a,b"),
    ),
    Gpu(
        name="nvidia-tesla-p4",
        title="NVIDIA P4",
        machine_types=on_n1(1, 2, 4),
        zones=expand(
            "asia-southeast1:b,c australia-southeast1:a,b europe-west4:b,c "
            "northamerica-northeast1:b,c us-central1:a,c us-east4:a,b,c us-west2:b,c"
        ),
    ),
)
