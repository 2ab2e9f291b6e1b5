"""The GPU types that GKE offers: data only, each figure with its source.

An abbreviation in `sources` names a page and the date of the copy that was read:

M  docs.cloud.google.com/compute/docs/gpus, 2026-04-14: memory, counts, machine types, provisioning
A  docs.cloud.google.com/kubernetes-engine/docs/how-to/autopilot-gpus, 2026-04-10: label, counts
S  docs.cloud.google.com/kubernetes-engine/docs/how-to/gpus, 2026-04-08: series, driver, versions
Z1 .../compute/docs/regions-zones/gpu-regions-zones by zone, about 2026-02-12 (copied by
   ziadmoubayed/cloud-accelerator-map:gcp.json@34fa875)
Z2 .../compute/docs/regions-zones, the series of each zone, summer of 2026 (date not on the copy)
Z3 the page of Z1 by region, later than Z1 and probably than Z2 (same file@8b8ad70; its README
   says October 2026)
P  zones from the Compute Engine API: skypilot-org/skypilot-catalog:catalogs/v8/gcp/vms.csv@006059e,
   2026, date unknown
R  regions from the Compute Engine API: Cyclenerd/google-cloud-pricing-cost-calculator:
   tools/acceleratortyperegion.csv 2026-08-10 and tools/machinetyperegion.csv 2026-08-17

A zone is in `zones` when Z1 or Z2 names it, the newest page Z3 still names its region, and P (or
R, for a type that P lacks) agrees. A zone with less support is in `unconfirmed_zones`. GKE refuses
a pool if one of its zones lacks the GPU, so only `zones` is fit for a default.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from jupyter_on_gke.accelerators.zone_lists import expand

AUTOPILOT_CLASS = "Accelerator"
"""Source A. From GKE 1.29.4-gke.1427000 on it is implied by asking for a GPU."""

SHARED_MEMORY_GIB = 2
"""What /dev/shm needs for NCCL; a container gets 64 MiB. Source: pytorch/tutorials@0ba3e39."""


@dataclass(frozen=True, kw_only=True)
class Gpu:
    """A GPU type. `zones` that are empty are unknown, never none."""

    name: str
    """The value of the node label cloud.google.com/gke-accelerator, and the type in the API."""
    memory_gb: int
    """Memory of one GPU."""
    machine_types: Mapping[int, tuple[str, ...]] = field(hash=False)
    """GPUs of a node -> machine types, the smallest first."""
    zones: tuple[str, ...]
    unconfirmed_zones: tuple[str, ...] = ()
    """Zones of one source alone, or that the newest page has dropped."""
    on_demand: tuple[int, ...]
    """Counts that need neither Spot, Flex-start nor a reservation."""
    autopilot: bool = True
    """Whether page A lists it with quantities. They are then the same as `counts`."""
    driver: str = "DEFAULT"
    """gpu_driver_version of a node pool; "LATEST" exists on Container-Optimized OS only."""
    arch: str = "amd64"
    """What a notebook image must be built for."""
    notes: str = ""
    sources: str

    @property
    def counts(self) -> tuple[int, ...]:
        """The numbers of GPUs that a node can have."""
        return tuple(self.machine_types)

    @property
    def autopilot_compute_class(self) -> str:
        """The value of cloud.google.com/compute-class on Autopilot, "" where it is not offered."""
        return AUTOPILOT_CLASS if self.autopilot else ""


def n1(max_vcpus: int) -> tuple[str, ...]:
    """The machine types of N1, the one series that GPUs are attached to, up to a size."""
    sizes = [size for size in (1, 2, 4, 8, 16, 32, 64, 96) if size <= max_vcpus]
    return tuple(
        f"n1-{kind}-{size}" for size in sizes for kind in ("standard", "highmem") if kind == "standard" or size > 1
    )


GPUS: tuple[Gpu, ...] = (
    Gpu(
        name="nvidia-tesla-t4",
        memory_gb=16,
        machine_types={1: n1(48), 2: n1(48), 4: n1(96)},
        on_demand=(1, 2, 4),
        zones=expand(
            "asia-east1:a,c asia-east2:a,c asia-northeast1:a,c asia-northeast3:b,c asia-south1:a,b "
            "asia-southeast1:a,b,c asia-southeast2:a,b australia-southeast1:a,c "
            "europe-central2:b,c europe-west1:b,c,d europe-west2:a,b europe-west3:b "
            "europe-west4:a,b,c me-west1:b,c northamerica-northeast1:c southamerica-east1:a,c "
            "us-central1:a,b,c,f us-east1:c,d us-east4:a,b,c us-west1:a,b us-west2:b,c us-west3:b "
            "us-west4:a,b"
        ),
        unconfirmed_zones=expand("southamerica-east1:b us-east1:b"),
        sources="M A Z1 Z3 P R; the unconfirmed zones: P",
    ),
    Gpu(
        name="nvidia-l4",
        memory_gb=24,
        machine_types={
            1: (
                "g2-standard-4",
                "g2-standard-8",
                "g2-standard-12",
                "g2-standard-16",
                "g2-standard-32",
            ),
            2: ("g2-standard-24",),
            4: ("g2-standard-48",),
            8: ("g2-standard-96",),
        },
        on_demand=(1, 2, 4, 8),
        zones=expand(
            "asia-east1:a,b,c asia-northeast1:a,b,c asia-northeast3:a,b asia-south1:a,b,c "
            "asia-southeast1:a,b,c europe-west1:b,c europe-west2:a,b europe-west3:a,b "
            "europe-west4:a,b,c europe-west6:b,c me-central2:a,c northamerica-northeast1:b,c "
            "northamerica-northeast2:a,b us-central1:a,b,c us-east1:b,c,d us-east4:a,c "
            "us-west1:a,b us-west4:a,c"
        ),
        unconfirmed_zones=expand("us-west1:c"),
        notes="On Autopilot ephemeral storage may be on local SSD, by a node selector.",
        sources="M A Z1 Z2 Z3 P R; us-west1-c: Z1 and P, but not the newer Z2",
    ),
    Gpu(
        name="nvidia-tesla-a100",
        memory_gb=40,
        machine_types={
            1: ("a2-highgpu-1g",),
            2: ("a2-highgpu-2g",),
            4: ("a2-highgpu-4g",),
            8: ("a2-highgpu-8g",),
            16: ("a2-megagpu-16g",),
        },
        on_demand=(1, 2, 4, 8, 16),
        zones=expand(
            "asia-northeast1:a,c asia-northeast3:b asia-southeast1:a,c europe-west4:a,b "
            "me-west1:a,c us-central1:a,b,c,f us-east1:b us-west1:b us-west3:b us-west4:b"
        ),
        unconfirmed_zones=expand("asia-northeast3:a asia-southeast1:b"),
        notes="a2-megagpu-16g is only in asia-southeast1, europe-west4 and us-central1 (R).",
        sources="M A Z1 Z2 Z3 P R; asia-southeast1: Z2 has a where the older Z1 has b, P both",
    ),
    Gpu(
        name="nvidia-a100-80gb",
        memory_gb=80,
        machine_types={
            1: ("a2-ultragpu-1g",),
            2: ("a2-ultragpu-2g",),
            4: ("a2-ultragpu-4g",),
            8: ("a2-ultragpu-8g",),
        },
        on_demand=(1, 2, 4, 8),
        zones=expand("asia-southeast1:c europe-west4:a us-central1:a,c us-east4:c us-east5:a"),
        unconfirmed_zones=expand("us-east5:b"),
        notes="Local SSDs are part of the machine and are billed.",
        sources="M A Z1 Z2 Z3 P R; us-east5-b: P",
    ),
    Gpu(
        name="nvidia-h100-80gb",
        memory_gb=80,
        machine_types={
            1: ("a3-highgpu-1g",),
            2: ("a3-highgpu-2g",),
            4: ("a3-highgpu-4g",),
            8: ("a3-highgpu-8g",),
        },
        on_demand=(8,),
        zones=expand(
            "asia-east1:c asia-southeast1:b,c europe-west1:b,c europe-west3:c europe-west4:c "
            "us-central1:a,c us-east4:a,b us-east5:a us-west1:a,b us-west4:a"
        ),
        unconfirmed_zones=expand("asia-northeast1:b europe-west4:b us-central1:b us-east4:c"),
        notes="1, 2 and 4 GPUs are Spot or Flex-start only. The zones are those of A3 High; "
        "a3-edgegpu-8g, with this label too, is left out.",
        sources="M A Z1 Z2 Z3 P R; asia-northeast1-b: Z1 and P, dropped by Z3; the others: P",
    ),
    Gpu(
        name="nvidia-h100-mega-80gb",
        memory_gb=80,
        machine_types={8: ("a3-megagpu-8g",)},
        on_demand=(8,),
        zones=expand(
            "asia-northeast1:b asia-southeast1:b,c australia-southeast1:c europe-west1:b,c "
            "europe-west4:b,c us-central1:a,b,c us-east4:a,b,c us-east5:a us-west1:a,b us-west4:a"
        ),
        unconfirmed_zones=expand("asia-east1:c europe-west3:c"),
        sources="M A Z1 Z2 Z3 P R; asia-east1-c: Z1 and P, dropped by Z3; europe-west3-c: P",
    ),
    Gpu(
        name="nvidia-h200-141gb",
        memory_gb=141,
        machine_types={8: ("a3-ultragpu-8g",)},
        on_demand=(),
        zones=expand(
            "asia-south1:b asia-south2:c europe-west1:b europe-west4:a us-central1:b us-east4:b us-south1:b us-west1:c"
        ),
        unconfirmed_zones=expand("us-east1:d us-east5:a"),
        notes="Reservation, Spot or Flex-start only.",
        sources="M A Z1 Z2 Z3 P R; us-east5-a: Z1 and P, us-east1-d: Z1, both dropped by Z3",
    ),
    Gpu(
        name="nvidia-b200",
        memory_gb=180,
        machine_types={8: ("a4-highgpu-8g",)},
        on_demand=(),
        zones=expand(
            "asia-northeast1:b asia-southeast1:b europe-north1:b europe-west4:b us-central1:b "
            "us-east1:b us-east4:b us-south1:b us-west2:c us-west3:b,c"
        ),
        notes="Reservation, Spot or Flex-start only. R has europe-west1 too, no page has.",
        sources="M A Z1 Z2 Z3 P R",
    ),
    Gpu(
        name="nvidia-gb200",
        memory_gb=186,
        machine_types={4: ("a4x-highgpu-4g",)},
        on_demand=(),
        zones=expand("europe-west4:b us-central1:a us-east4:b"),
        autopilot=False,
        arch="arm64",
        notes="Reservation only. Preview on Autopilot, without quantities (A). Also in us-east1 "
        "(Z3, R), its zone unknown.",
        sources="M A Z1 Z2 Z3 R",
    ),
    Gpu(
        name="nvidia-gb300",
        memory_gb=279,
        machine_types={4: ("a4x-maxgpu-4g-metal",)},
        on_demand=(),
        zones=expand("us-central1:b us-east4:b us-east5:b,c"),
        autopilot=False,
        arch="arm64",
        notes="Reservation only, bare metal. No quantities for Autopilot (A).",
        sources="M S Z1 Z2 Z3 R",
    ),
    Gpu(
        name="nvidia-rtx-pro-6000",
        memory_gb=96,
        machine_types={
            1: ("g4-standard-48",),
            2: ("g4-standard-96",),
            4: ("g4-standard-192",),
            8: ("g4-standard-384",),
        },
        on_demand=(1, 2, 4, 8),
        zones=expand(
            "asia-east1:a asia-south1:c asia-south2:a,c asia-southeast1:a,b,c asia-southeast2:b,c "
            "europe-north1:a,b europe-west1:c europe-west10:b europe-west2:b,c europe-west4:a,b "
            "europe-west8:b us-central1:b,f us-east1:b us-east4:b,c us-east5:a,b,c us-south1:a,b "
            "us-west1:a,b us-west3:a us-west4:a,c"
        ),
        unconfirmed_zones=expand("us-west1:c"),
        notes="GKE 1.34.0-gke.1662000 (S), on Autopilot 1.34.1-gke.1829001 (A). Parts of a GPU "
        "(g4-standard-6, -12, -24) are a preview and left out. Also in me-central2 (Z3, R), zone "
        "unknown.",
        sources="M A S Z1 Z2 Z3 R; us-west1-c: Z1, but not the newer Z2",
    ),
    Gpu(
        name="nvidia-tesla-v100",
        memory_gb=16,
        machine_types={1: n1(12), 2: n1(24), 4: n1(48), 8: n1(96)},
        on_demand=(1, 2, 4, 8),
        zones=expand("asia-east1:c europe-west4:a,b,c us-central1:a,b,c,f us-east1:c us-west1:a,b"),
        unconfirmed_zones=expand("us-east1:b"),
        autopilot=False,
        sources="M S Z1 Z3 P R; us-east1-b: P",
    ),
    Gpu(
        name="nvidia-tesla-p100",
        memory_gb=16,
        machine_types={1: n1(16), 2: n1(32), 4: n1(32)},
        on_demand=(1, 2, 4),
        zones=expand("asia-east1:a,c europe-west1:b,d europe-west4:a us-central1:c,f us-east1:b,c us-west1:a,b"),
        unconfirmed_zones=expand("australia-southeast1:b,c"),
        autopilot=False,
        notes="Four GPUs allow larger machines in most zones; 208 GB of memory are allowed in all.",
        sources="M S Z1 Z3 P R; australia-southeast1: Z1 says c, P says b",
    ),
    Gpu(
        name="nvidia-tesla-p4",
        memory_gb=8,
        machine_types={1: n1(24), 2: n1(48), 4: n1(96)},
        on_demand=(1, 2, 4),
        zones=expand(
            "asia-southeast1:b,c australia-southeast1:a,b europe-west4:b,c "
            "northamerica-northeast1:b,c us-central1:a,c us-east4:a,b,c us-west2:b,c"
        ),
        unconfirmed_zones=expand("asia-southeast1:a northamerica-northeast1:a"),
        autopilot=False,
        sources="M S Z1 Z3 P R; asia-southeast1-a: P; northamerica-northeast1-a: Z1 and P, but Z2 has no GPUs there",
    ),
)
