"""The GPU types that GKE offers, and the zones that are known to offer them: data only.

Sources, by the date of the copy that was read:

Z1 docs.cloud.google.com/compute/docs/regions-zones/gpu-regions-zones by zone, about 2026-02-12 (copied by
   ziadmoubayed/cloud-accelerator-map:gcp.json@34fa875)
Z2 docs.cloud.google.com/compute/docs/regions-zones, the series of each zone, summer of 2026
Z3 the page of Z1 by region, later than Z1 and probably than Z2 (same file@8b8ad70, of October 2026)
P  zones from the Compute Engine API: skypilot-org/skypilot-catalog:catalogs/v8/gcp/vms.csv@006059e, 2026
R  regions from the Compute Engine API: Cyclenerd/google-cloud-pricing-cost-calculator:
   tools/acceleratortyperegion.csv 2026-08-10 and tools/machinetyperegion.csv 2026-08-17

A zone is listed when Z1 or Z2 names it, the newest page Z3 still names its region, and P (or R, for a
type that P lacks) agrees: GKE refuses a pool if one of its zones lacks the GPU. Availability changes;
`node_locations` of a pool goes before this.
"""

from dataclasses import dataclass

from jupyter_on_gke.accelerators.zone_lists import expand


@dataclass(frozen=True, kw_only=True)
class Gpu:
    """A GPU type. `zones` that are empty are unknown, never none."""

    name: str
    """The value of the node label cloud.google.com/gke-accelerator, and the type in the API."""
    zones: tuple[str, ...]


GPUS: tuple[Gpu, ...] = (
    Gpu(
        name="nvidia-tesla-t4",
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
        zones=expand(
            "asia-northeast1:a,c asia-northeast3:b asia-southeast1:a,c europe-west4:a,b me-west1:a,c "
            "us-central1:a,b,c,f us-east1:b us-west1:b us-west3:b us-west4:b"
        ),
    ),
    Gpu(
        name="nvidia-a100-80gb",
        zones=expand("asia-southeast1:c europe-west4:a us-central1:a,c us-east4:c us-east5:a"),
    ),
    Gpu(
        name="nvidia-h100-80gb",
        zones=expand(
            "asia-east1:c asia-southeast1:b,c europe-west1:b,c europe-west3:c europe-west4:c "
            "us-central1:a,c us-east4:a,b us-east5:a us-west1:a,b us-west4:a"
        ),
    ),
    Gpu(
        name="nvidia-h100-mega-80gb",
        zones=expand(
            "asia-northeast1:b asia-southeast1:b,c australia-southeast1:c europe-west1:b,c "
            "europe-west4:b,c us-central1:a,b,c us-east4:a,b,c us-east5:a us-west1:a,b us-west4:a"
        ),
    ),
    Gpu(
        name="nvidia-h200-141gb",
        zones=expand(
            "asia-south1:b asia-south2:c europe-west1:b europe-west4:a us-central1:b us-east4:b us-south1:b us-west1:c"
        ),
    ),
    Gpu(
        name="nvidia-b200",
        zones=expand(
            "asia-northeast1:b asia-southeast1:b europe-north1:b europe-west4:b us-central1:b "
            "us-east1:b us-east4:b us-south1:b us-west2:c us-west3:b,c"
        ),
    ),
    Gpu(
        name="nvidia-gb200",
        zones=expand("europe-west4:b us-central1:a us-east4:b"),
    ),
    Gpu(
        name="nvidia-gb300",
        zones=expand("us-central1:b us-east4:b us-east5:b,c"),
    ),
    Gpu(
        name="nvidia-rtx-pro-6000",
        zones=expand(
            "asia-east1:a asia-south1:c asia-south2:a,c asia-southeast1:a,b,c asia-southeast2:b,c "
            "europe-north1:a,b europe-west1:c europe-west10:b europe-west2:b,c europe-west4:a,b "
            "europe-west8:b us-central1:b,f us-east1:b us-east4:b,c us-east5:a,b,c us-south1:a,b "
            "us-west1:a,b us-west3:a us-west4:a,c"
        ),
    ),
    Gpu(
        name="nvidia-tesla-v100",
        zones=expand("asia-east1:c europe-west4:a,b,c us-central1:a,b,c,f us-east1:c us-west1:a,b"),
    ),
    Gpu(
        name="nvidia-tesla-p100",
        zones=expand("asia-east1:a,c europe-west1:b,d europe-west4:a us-central1:c,f us-east1:b,c us-west1:a,b"),
    ),
    Gpu(
        name="nvidia-tesla-p4",
        zones=expand(
            "asia-southeast1:b,c australia-southeast1:a,b europe-west4:b,c "
            "northamerica-northeast1:b,c us-central1:a,c us-east4:a,b,c us-west2:b,c"
        ),
    ),
)
