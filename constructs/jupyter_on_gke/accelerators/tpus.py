"""The slices of TPUs that one node carries, and the zones that are known to offer them: data only.

A notebook is one pod, and a pod has one node: slices over several hosts are left out.

Sources, by the date or commit of the copy that was read:

T  docs.cloud.google.com/tpu/docs/regions-zones, 2026: North America in full, of the rest v6e in europe-west4-a.
   Read from it by others: asia-northeast1-b for v6e (2026-10-02), and three zones of v5p (2026-08-10), which are
   those two of North America and europe-west4-b.
P  zones from the Cloud TPU API: skypilot-org/skypilot-catalog:catalogs/v8/gcp/vms.csv@006059e, 2026
R  regions from the Compute Engine API: Cyclenerd/google-cloud-pricing-cost-calculator:
   tools/machinetyperegion.csv 2026-08-17
C  the tables of GKE's own autoscaler: GoogleCloudPlatform/cluster-autoscaler:
   pkg/cloudprovider/gke/machinetypes/deprecated_tpu_config.go@7d25050, 2026-08-21; it names the labels, the
   machine types, their chips, and the topology of a single host
G  docs.cloud.google.com/tpu/docs/kubernetes-engine-setup, about TPUs in GKE, spring of 2026

A zone is listed when T names it and P (or R, for TPU7x, which P lacks) agrees. P knows more zones; they may
be for single customers. AI zones (us-south1-ai1b, us-central1-ai1a) are left out, as `node_locations` can name
them. v3, tpu-v5-lite-device and tpu7 are left out: G names none of them, though C does.
"""

from dataclasses import dataclass

from jupyter_on_gke.accelerators import machines
from jupyter_on_gke.accelerators.zone_lists import expand


@dataclass(frozen=True, kw_only=True)
class TpuSlice:
    """A slice of TPUs on one node. `zones` that are empty are unknown, never none."""

    accelerator: str
    """The value of the node label cloud.google.com/gke-tpu-accelerator."""
    title: str
    """The name as people read it, without the number of chips."""
    topology: str
    """The value of the node label cloud.google.com/gke-tpu-topology."""
    chips: int
    """The number of google.com/tpu on the node. A pod must ask for all of them."""
    machine_type: str
    """The machine type of the node."""
    autopilot: bool
    """Whether a pod on Autopilot gets it by the two labels."""
    zones: tuple[str, ...]
    """The zones that are known to offer it."""

    @property
    def home_disks(self) -> tuple[str, ...]:
        """The types of disks for homes that attach to its node."""
        return machines.home_disks(self.machine_type)


V5E_ZONES = expand("us-central1:a us-south1:a us-west1:c us-west4:a")
V6E_ZONES = expand("asia-northeast1:b europe-west4:a us-central1:b us-east1:d us-east5:a,b")
TPU7X_ZONES = expand("us-central1:c")

TPU_SLICES: tuple[TpuSlice, ...] = (
    TpuSlice(
        accelerator="tpu-v4-podslice",
        title="TPU v4",
        topology="2x2x1",
        chips=4,
        machine_type="ct4p-hightpu-4t",
        autopilot=True,
        zones=expand("us-central2:b"),
    ),
    TpuSlice(
        accelerator="tpu-v5-lite-podslice",
        title="TPU v5e",
        topology="1x1",
        chips=1,
        machine_type="ct5lp-hightpu-1t",
        autopilot=True,
        zones=V5E_ZONES,
    ),
    TpuSlice(
        accelerator="tpu-v5-lite-podslice",
        title="TPU v5e",
        topology="2x2",
        chips=4,
        machine_type="ct5lp-hightpu-4t",
        autopilot=True,
        zones=V5E_ZONES,
    ),
    TpuSlice(
        accelerator="tpu-v5-lite-podslice",
        title="TPU v5e",
        topology="2x4",
        chips=8,
        machine_type="ct5lp-hightpu-8t",
        autopilot=True,
        zones=V5E_ZONES,
    ),
    TpuSlice(
        accelerator="tpu-v5p-slice",
        title="TPU v5p",
        topology="2x2x1",
        chips=4,
        machine_type="ct5p-hightpu-4t",
        autopilot=True,
        zones=expand("europe-west4:b us-central1:a us-east5:a"),
    ),
    TpuSlice(
        accelerator="tpu-v6e-slice",
        title="TPU v6e (Trillium)",
        topology="1x1",
        chips=1,
        machine_type="ct6e-standard-1t",
        autopilot=True,
        zones=V6E_ZONES,
    ),
    TpuSlice(
        accelerator="tpu-v6e-slice",
        title="TPU v6e (Trillium)",
        topology="2x2",
        chips=4,
        machine_type="ct6e-standard-4t",
        autopilot=True,
        zones=V6E_ZONES,
    ),
    TpuSlice(
        accelerator="tpu-v6e-slice",
        title="TPU v6e (Trillium)",
        topology="2x4",
        chips=8,
        machine_type="ct6e-standard-8t",
        autopilot=True,
        zones=V6E_ZONES,
    ),
    TpuSlice(
        accelerator="tpu7x",
        title="TPU7x (Ironwood)",
        topology="1x1x1",
        chips=1,
        machine_type="tpu7x-standard-1t",
        autopilot=True,
        zones=TPU7X_ZONES,
    ),
    TpuSlice(
        accelerator="tpu7x",
        title="TPU7x (Ironwood)",
        topology="2x2x1",
        chips=4,
        machine_type="tpu7x-standard-4t",
        autopilot=True,
        zones=TPU7X_ZONES,
    ),
)
