"""The predefined machine types of GKE nodes: their size, what it leaves for pods, and the disks that attach to them.

Sources, by the date or commit of the copy that was read:

L  machine types of the Compute Engine API: Cyclenerd/google-cloud-pricing-cost-calculator:
   tools/machinetypes.csv@8c32d22, 2026-07-01. Every size here was compared with it.
C  the tables of GKE's own autoscaler: GoogleCloudPlatform/cluster-autoscaler:
   pkg/cloudprovider/gke/machinetypes/deprecated_machine_types_config.go@7d25050, 2026-08-21
D  the tables of the CSI driver of GKE's disks: kubernetes-sigs/gcp-compute-persistent-disk-csi-driver:
   deploy/kubernetes/overlays/node-labeler/configmap.yaml@b560165, 2026-08-18
N  docs.cloud.google.com/kubernetes-engine/docs/concepts/plan-node-sizes, the reserved resources; the same
   figures are in pkg/cloudprovider/gke/reserved.go of C

C goes before L in two places, and stands alone in two: ct6e-standard-8t shows 180 vCPUs to its guest (C, one
thread a core) of the 360 that L counts; types that end in -nolssd are in C, mostly not in L; ct4p is in C only.
L goes before C for g2-standard-24 (24 vCPUs, not 23) and for tpu7x (240 and 960 GiB, not 248 and 992).
"""

import re
from collections.abc import Sequence

from jupyter_on_gke.accelerators.zone_lists import expand

Size = tuple[int, float]
"""vCPUs, and GiB of memory."""

POWERS = (2, 4, 8, 16, 32)
N2_SIZES = (*POWERS, 48, 64, 80, 96)
N4_SIZES = (*POWERS, 48, 64, 80)
C2D_SIZES = (2, 4, 8, 16, 32, 56, 112)
C3_SIZES = (4, 8, 22, 44, 88, 176)
C3D_SIZES = (8, 16, 30, 60, 90, 180, 360)
C4_SIZES = (4, 8, 16, 24, 32, 48, 96, 144, 192, 288)

REGULAR: tuple[tuple[str, float, tuple[int, ...]], ...] = (
    ("e2-standard", 4, POWERS),
    ("e2-highmem", 8, POWERS[:-1]),
    ("e2-highcpu", 1, POWERS),
    ("n1-standard", 3.75, (1, *POWERS, 64, 96)),
    ("n1-highmem", 6.5, (*POWERS, 64, 96)),
    ("n1-highcpu", 0.9, (*POWERS, 64, 96)),
    ("n2-standard", 4, (*N2_SIZES, 128)),
    ("n2-highmem", 8, N2_SIZES),
    ("n2-highcpu", 1, N2_SIZES),
    ("n2d-standard", 4, (*N2_SIZES, 128, 224)),
    ("n2d-highmem", 8, N2_SIZES),
    ("n2d-highcpu", 1, (*N2_SIZES, 128, 224)),
    ("n4-standard", 4, N4_SIZES),
    ("n4-highmem", 8, N4_SIZES),
    ("n4-highcpu", 2, N4_SIZES),
    ("c2-standard", 4, (4, 8, 16, 30, 60)),
    ("c2d-standard", 4, C2D_SIZES),
    ("c2d-highmem", 8, C2D_SIZES),
    ("c2d-highcpu", 2, C2D_SIZES),
    ("c3-standard", 4, C3_SIZES),
    ("c3-highmem", 8, C3_SIZES),
    ("c3-highcpu", 2, C3_SIZES),
    ("c3d-standard", 4, (4, *C3D_SIZES)),
    ("c3d-highmem", 8, (4, *C3D_SIZES)),
    ("c3d-highcpu", 2, (4, 8, 16)),
    ("c3d-highcpu", 59 / 30, (30, 60, 90, 180, 360)),
    ("c4-standard", 3.75, C4_SIZES),
    ("c4-highmem", 7.75, C4_SIZES),
    ("c4-highcpu", 2, (2, *C4_SIZES)),
    ("t2d-standard", 4, (1, *POWERS, 48, 60)),
    ("g2-standard", 4, (4, 8, 12, 16, 24, 32, 48, 96)),
    ("g4-standard", 3.75, (12, 24, 48, 96, 192, 384)),
)
"""Name without the size, GiB of memory for each vCPU, and the numbers of vCPUs that are offered."""

WITH_LOCAL_SSD: tuple[tuple[str, float, tuple[int, ...]], ...] = (
    ("c3-standard", 4, C3_SIZES),
    ("c3d-standard", 4, C3D_SIZES),
    ("c3d-highmem", 8, C3D_SIZES),
    ("c4-standard", 3.75, C4_SIZES),
    ("c4-highmem", 7.75, C4_SIZES),
)
"""What is offered with local SSDs, too: the same names and -lssd."""

SINGLE: dict[str, Size] = {
    "e2-small": (2, 2),
    "e2-medium": (2, 4),
    "n2-highmem-128": (128, 864),
    "c4-standard-2": (2, 7),
    "c4-highmem-2": (2, 15),
    "a2-highgpu-1g": (12, 85),
    "a2-highgpu-2g": (24, 170),
    "a2-highgpu-4g": (48, 340),
    "a2-highgpu-8g": (96, 680),
    "a2-megagpu-16g": (96, 1360),
    "a4x-maxgpu-4g-metal": (144, 960),
    "g4-standard-6": (6, 22),
    "ct4p-hightpu-4t": (240, 407),
    "ct5lp-hightpu-1t": (24, 48),
    "ct5lp-hightpu-4t": (112, 192),
    "ct5lp-hightpu-8t": (224, 384),
    "ct5p-hightpu-4t": (208, 448),
    "ct6e-standard-1t": (44, 176),
    "ct6e-standard-4t": (180, 720),
    "ct6e-standard-8t": (180, 1440),
    "tpu7x-standard-1t": (56, 240),
    "tpu7x-standard-4t": (224, 960),
}
"""Machine types that follow no rule."""

WITHOUT_LOCAL_SSD: dict[str, Size] = {
    "a2-ultragpu-1g": (12, 170),
    "a2-ultragpu-2g": (24, 340),
    "a2-ultragpu-4g": (48, 680),
    "a2-ultragpu-8g": (96, 1360),
    "a3-highgpu-1g": (26, 234),
    "a3-highgpu-2g": (52, 468),
    "a3-highgpu-4g": (104, 936),
    "a3-highgpu-8g": (208, 1872),
    "a3-edgegpu-8g": (208, 1872),
    "a3-megagpu-8g": (208, 1872),
    "a3-ultragpu-8g": (224, 2952),
    "a4-highgpu-8g": (224, 3968),
    "a4x-highgpu-4g": (140, 884),
}
"""Machine types that come with local SSDs, and are offered without them under the same name and -nolssd."""


def series(name: str, gib_per_vcpu: float, sizes: Sequence[int], suffix: str = "") -> dict[str, Size]:
    """The machine types of one row of REGULAR or WITH_LOCAL_SSD."""
    return {f"{name}-{vcpus}{suffix}": (vcpus, round(vcpus * gib_per_vcpu, 2)) for vcpus in sizes}


def machine_types() -> dict[str, Size]:
    """All machine types that are known here."""
    types = SINGLE | WITHOUT_LOCAL_SSD | {f"{name}-nolssd": size for name, size in WITHOUT_LOCAL_SSD.items()}
    for row in REGULAR:
        types |= series(*row)
    for row in WITH_LOCAL_SSD:
        types |= series(*row, suffix="-lssd")
    return types


MACHINE_TYPES: dict[str, Size] = machine_types()
"""Machine type -> its vCPUs and its GiB of memory."""

ARM_FAMILIES = ("t2a", "c4a", "n4a", "a4x")
"""Families with Arm processors. GKE taints their nodes; JupyterHub's and most people's images are for x86."""

CUSTOM = "^(?:[a-z0-9]+-)?custom-(micro|small|medium|[0-9]+)-([0-9]+)(?:-ext)?$"
"""A custom machine type: its vCPUs, or the name of a shared core, which has two, and MiB of memory."""

SHARED_CORE = ("e2-small", "e2-medium")
"""Machine types of which GKE reserves a flat amount."""

SHARED_CORE_TAKES = 1.06
"""vCPUs."""

CPU_BRACKETS = ((1, 0.06), (1, 0.01), (2, 0.005), (float("inf"), 0.0025))
"""How many vCPUs, and the part of them that GKE reserves; then the next ones."""

MEMORY_BRACKETS = ((4, 0.25), (4, 0.2), (8, 0.1), (112, 0.06), (float("inf"), 0.02))
"""How many GiB, and the part of them that GKE reserves; then the next ones."""

EVICTION_GIB = 100 / 1024
"""Free memory below which the kubelet evicts pods, in GiB. It cannot be requested."""


def reserved(amount: float, brackets: Sequence[tuple[float, float]]) -> float:
    """What GKE reserves of an amount."""
    total = 0.0
    for width, part in brackets:
        total += min(amount, width) * part
        amount -= min(amount, width)
    return total


def size_of(machine_type: str) -> Size | None:
    """vCPUs and GiB of memory; None if the type is not known."""
    if custom := re.fullmatch(CUSTOM[1:-1], machine_type):
        cpus, mebibytes = custom.groups()
        return (int(cpus) if cpus.isdigit() else 2, int(mebibytes) / 1024)
    return MACHINE_TYPES.get(machine_type)


def allocatable(machine_type: str) -> tuple[float, float] | None:
    """The vCPUs and GiB of memory that GKE leaves for pods on a node (source N); None if the type is not known.

    An upper bound. The kernel keeps a part of the memory before GKE counts (config/os-reserved.yaml of C, for
    nodes of 1.34 to 1.36: 0.38 GiB of 16, 1.2 of 64, 4.1 of 256), image streaming adds a 25th to what is reserved
    of it, more than 110 pods a node take 0.4 vCPU, and GKE's own pods run on each node.
    """
    size = size_of(machine_type)
    if size is None:
        return None
    vcpus, gib = size
    shared = machine_type in SHARED_CORE or re.search("-custom-[a-z]", machine_type)
    taken = SHARED_CORE_TAKES if shared else reserved(vcpus, CPU_BRACKETS)
    return round(vcpus - taken, 4), round(gib - reserved(gib, MEMORY_BRACKETS) - EVICTION_GIB, 3)


STANDARD, BALANCED, SSD, HYPERDISK = "pd-standard", "pd-balanced", "pd-ssd", "hyperdisk-balanced"
PERSISTENT_DISKS = (STANDARD, BALANCED, SSD)

HOME_DISKS: dict[str, tuple[str, ...]] = {
    "e2": PERSISTENT_DISKS,
    "n1": PERSISTENT_DISKS,
    "n2": PERSISTENT_DISKS,
    "n2d": PERSISTENT_DISKS,
    "n4": (HYPERDISK,),
    "n4a": (HYPERDISK,),
    "n4d": (HYPERDISK,),
    "c2": PERSISTENT_DISKS,
    "c2d": PERSISTENT_DISKS,
    "c3": (BALANCED, SSD, HYPERDISK),
    "c3d": (BALANCED, SSD, HYPERDISK),
    "c4": (HYPERDISK,),
    "c4a": (HYPERDISK,),
    "c4d": (HYPERDISK,),
    "t2a": PERSISTENT_DISKS,
    "t2d": PERSISTENT_DISKS,
    "z3": (BALANCED, SSD, HYPERDISK),
    # G2 takes pd-standard as a further disk, but does not boot from it (C).
    "g2": PERSISTENT_DISKS,
    "g4": (HYPERDISK,),
    "a2": PERSISTENT_DISKS,
    "a3": (BALANCED, SSD, HYPERDISK),
    "a3-ultragpu": (HYPERDISK,),
    "a4": (HYPERDISK,),
    "a4x": (HYPERDISK,),
    "ct4p": PERSISTENT_DISKS,
    "ct5lp": (BALANCED, SSD),
    "ct5p": (BALANCED, SSD),
    "ct6e": (HYPERDISK,),
    "tpu7x": (HYPERDISK,),
}
"""Family of machine types, or its part up to the second hyphen -> the types of disks for homes that attach to it.

A type of disk is listed where C and D both name it, and C not for confidential nodes alone. For N4D, C names the
boot disk only; for A3 Ultra, C makes the exception.
"""


def home_disks(machine_type: str) -> tuple[str, ...]:
    """The types of disks that attach to a machine type. Empty is unknown, never none."""
    family, _, rest = machine_type.partition("-")
    kind = f"{family}-{rest.partition('-')[0]}"
    return HOME_DISKS.get(kind, HOME_DISKS.get(family, ()))


LOCAL_SSD_REGIONS: dict[str, tuple[str, ...]] = {
    "c3": (
        *("asia-northeast1", "asia-northeast2", "asia-south1", "asia-southeast1", "australia-southeast1"),
        *("europe-west1", "europe-west2", "europe-west3", "europe-west4", "me-central2", "me-west1"),
        *("northamerica-northeast1", "southamerica-east1", "us-central1", "us-east1", "us-east4", "us-east5"),
        *("us-south1", "us-west1", "us-west4"),
    ),
}
"""Family -> the regions that offer its standard machines with local SSDs, 20 of 43.

Cyclenerd/google-cloud-pricing-cost-calculator:tools/machinetyperegion.csv@dac3128, 2026-08-20.
"""

LOCAL_SSD_ZONES: dict[str, tuple[str, ...]] = {
    "c3": expand(
        "asia-northeast1:b asia-northeast2:a,c asia-south1:a,b,c asia-southeast1:a,b,c australia-southeast1:a,b,c "
        "europe-west1:b,c,d europe-west3:a,b,c europe-west4:a,b,c me-central2:a,b,c me-west1:a,b,c "
        "southamerica-east1:a,b,c us-central1:a,b,c us-east1:b,c,d us-east4:a,b,c us-east5:c us-south1:a,b "
        "us-west1:a,b us-west4:a,b"
    ),
}
"""Family -> the zones that are known to. skypilot-org/skypilot-catalog:catalogs/v8/gcp/vms.csv@006059e, 2026."""
