"""Settles the node pools of the cluster in one form, whichever variable or existing cluster they come from."""

from typing import Any

from constructs import Construct
from jupyter_on_gke.accelerators import catalog
from jupyter_on_gke.cluster import pools_existing, pools_filling, pools_fitness, pools_settling
from jupyter_on_gke.cluster.choice import Choice
from jupyter_on_gke.expressions import Expression, local, of_each, settle, var
from jupyter_on_gke.plan_time import PlanTime, settle_logic


class PoolList(Construct):
    """The locals about node pools, and the catalog of accelerators that they are read with.

    `cpu`, `gpu` and `tpu` are the pools of the variables, filled in. `every` are those of the cluster in use on which
    a server can be, created or existing. `all` has those that are left out, too, with the reason.
    """

    def __init__(
        self, scope: Construct, id_: str, *, location: Expression, choice: Choice, profiles: Expression
    ) -> None:
        super().__init__(scope, id_)
        settle(self, "accelerators", catalog.accelerators())
        settle(self, "gpu_machine_types", catalog.gpu_machine_types())
        settle(self, "tpu_machine_types", catalog.tpu_machine_types())
        settle(self, "gpu_drivers", catalog.gpu_drivers())
        settle(self, "boot_disks", catalog.boot_disks())
        settle_logic(self, pools_filling.zones_of_accelerators, cluster_location=location)
        self.cpu = self._fill(pools_filling.known_cpu_pools, pools_filling.cpu_pools, location)
        settle_logic(self, pools_filling.named_gpu_pools)
        self.gpu = self._fill(pools_filling.known_gpu_pools, pools_filling.gpu_pools, location)
        self.tpu = self._fill(pools_filling.known_tpu_pools, pools_filling.tpu_pools, location)
        settle_logic(self, pools_settling.created_pools)
        self._settle_existing(profiles)
        self.all = settle_logic(self, pools_settling.all_pools, create_cluster=choice.create)
        self.every = settle_logic(self, pools_settling.pools)
        settle_logic(self, pools_settling.made_on_demand)

    def _fill(self, known: PlanTime[..., Any], all_: PlanTime[..., Any], location: Expression) -> Expression:
        """The pools of one variable."""
        settle_logic(self, known)
        return settle_logic(self, all_, cluster_location=location)

    def _settle_existing(self, profiles: Expression) -> None:
        """The pools of the existing cluster."""
        settle_logic(
            self,
            pools_fitness.needs_metadata_server,
            of=var,
            storage=of_each(profiles, "storage"),
            mounts_own_bucket=local("mounts_own_bucket"),
        )
        settle_logic(self, pools_existing.existing_pools)
        settle_logic(self, pools_existing.recognized_pools)
        settle_logic(self, pools_existing.existing_taints)
        settle_logic(self, pools_fitness.existing_obstacles)
        settle_logic(self, pools_fitness.untolerated_taints)
        settle_logic(self, pools_fitness.repelling_taints)
        settle_logic(self, pools_fitness.taints_for_hub)
        settle_logic(self, pools_settling.reported_pools)
