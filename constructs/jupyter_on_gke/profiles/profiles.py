"""Settles the profiles: what people may choose, on which nodes it runs, and where its disks must be."""

from constructs import Construct
from jupyter_on_gke.accelerators import catalog, lookups
from jupyter_on_gke.expressions import Expression, local, of_each, settle, var
from jupyter_on_gke.plan_time import settle_logic
from jupyter_on_gke.profiles import (
    checks,
    defaults,
    kubespawner,
    matching,
    pool_defaults,
    settling,
    without_storage,
    written_amounts,
    zones,
)
from jupyter_on_gke.written.reading import written_image
from jupyter_on_gke.written.written_values import WrittenValues


class Profiles(Construct):
    """The locals about profiles. `profile_list` is what the chart gets, `refusals` what stops a plan.

    `written_text` are the values that were written, for the chart.
    `reach_buckets` says whether servers have a bucket, mounted or by their account.
    `home_zones` are the zones in which every profile with a disk can run; empty where all can run everywhere.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        wanted: Expression,
        pools: Expression,
        region: Expression,
        notebook_image: Expression,
        values: Expression,
        any_image: Expression,
        bucket: Expression,
        only_dir: Expression,
        user_bucket_prefix: Expression,
        has_user_buckets: Expression,
    ) -> None:
        super().__init__(scope, id_)
        self.written_text = WrittenValues(self, "written_values", yaml=values).text
        self._settle_machines(pools)
        self._settle_defaults(pools, region)
        self._settle_pools(wanted, pools)
        settle_logic(self, written_image, notebook_image=notebook_image)
        settle_logic(self, settling.default_images, notebook_image=local("written_image"))
        settle_logic(self, settling.descriptions)
        settle_logic(self, settling.resources)
        settle_logic(self, settling.accelerator_labels)
        settle_logic(self, settling.selectors)
        settle_logic(self, settling.named_profiles, bucket=bucket, has_user_buckets=has_user_buckets)
        settle_logic(self, settling.filled_profiles)
        settle_logic(self, settling.profiles)
        settle_logic(self, zones.offered_zones, region=region)
        settle_logic(self, zones.possible_zones)
        settle_logic(self, zones.profile_zones)
        self.home_zones = settle_logic(self, zones.home_zones)
        self.profile_list = kubespawner.settle_profile_list(
            self, bucket=bucket, only_dir=only_dir, user_bucket_prefix=user_bucket_prefix, any_image=any_image
        )
        self.mounts_buckets = settle_logic(self, settling.mounts_buckets)
        self.reach_buckets = settle_logic(
            self,
            settling.reach_buckets,
            bucket=bucket,
            has_user_buckets=has_user_buckets,
        )
        self.refusals = checks.REFUSALS
        self._settle_checks()

    def _settle_checks(self) -> None:
        """What cannot run, and what each plan warns of."""
        settle_logic(
            self,
            without_storage.disks_are_ours,
            home_storage_class=var("home_storage_class"),
            storage_type=local("written_storage_type"),
        )
        for of_disks in (without_storage.accelerators_without_disk, without_storage.machines_without_disk):
            settle_logic(self, of_disks, home_disk_type=var("home_disk_type"))
        for function in checks.LISTS:
            settle_logic(self, function)
        for name, warning in checks.WARNINGS.items():
            warning.warn(self, name)

    def _settle_defaults(self, pools: Expression, region: Expression) -> None:
        """The profiles of who writes none."""
        settle(self, "offers", defaults.OFFERS)
        disk, class_ = var("home_disk_type"), var("home_storage_class")
        settle_logic(self, defaults.c3_is_for_all, region=region, home_disk_type=disk, home_storage_class=class_)
        for function in pool_defaults.EVERY:
            settle_logic(self, function)
        settle_logic(self, defaults.offers_there, region=region)
        settle_logic(self, defaults.autopilot_profiles)
        settle_logic(self, defaults.default_profiles)

    def _settle_pools(self, wanted: Expression, pools: Expression) -> None:
        """The profiles that people choose from, and on which pools they run."""
        cpu, memory = local("written_cpu"), local("written_memory")
        settle_logic(self, written_amounts.memory_amounts, wanted=wanted, memory=memory)
        settle_logic(self, written_amounts.defaults_with_cpus, cpu=cpu)
        settle_logic(self, written_amounts.defaults_with_limits, memory=memory)
        settle_logic(self, written_amounts.written_defaults, memory=memory)
        settle_logic(self, settling.chosen_profiles, wanted=wanted)
        settle_logic(self, matching.profile_matches, pools=pools)
        settle_logic(self, matching.profile_pools)

    def _settle_machines(self, pools: Expression) -> None:
        """What is known of the machine types of the cluster."""
        settle(self, "predefined_rooms", catalog.rooms())
        settle(self, "cpu_brackets", lookups.CPU)
        settle(self, "memory_brackets", lookups.MEMORY)
        settle_logic(self, lookups.custom_sizes, machine_types=of_each(pools, "machine_type"))
        settle_logic(self, lookups.rooms)
        settle(self, "disks", catalog.disks())
        settle(self, "local_ssds", catalog.local_ssds())
