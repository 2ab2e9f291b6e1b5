"""Settles the profiles: what people may choose, on which nodes it runs, and where its disks must be."""

import json
from typing import Any

from cdktf import TerraformStack

from constructs import Construct
from jupyter_on_gke import written_values
from jupyter_on_gke.accelerators import catalog
from jupyter_on_gke.expressions import Expression, Only, data, interpolate, settle
from jupyter_on_gke.profiles import checks, ephemeral_storage, kubespawner
from jupyter_on_gke.profiles.defaults import default_profiles
from jupyter_on_gke.profiles.images import GPU_IMAGES, NOTEBOOK_IMAGE, TPU_IMAGES
from jupyter_on_gke.variables.memory import gibibytes
from jupyter_on_gke.written_values import WrittenValues

# Seconds. An accelerator costs many times what a CPU does.
CPU_IDLE_TIMEOUT = 3600
ACCELERATOR_IDLE_TIMEOUT = 1200

# The storage choices whose home is a disk.
DISK_CHOICES = ("disk", "shared")
ACCELERATOR = "local.accelerators[profile.accelerator]"


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
        settle(self, "predefined_rooms", catalog.rooms())
        custom = f"try({catalog.custom_room('machine_type')}, [])"
        settle(
            self,
            "rooms",
            interpolate(
                f"merge(local.predefined_rooms, {{for machine_type in distinct({pools}[*].machine_type) : machine_type "
                f"=> {custom} if length({custom}) > 0}})"
            ),
        )
        settle(self, "disks", catalog.disks())
        settle(self, "local_ssds", catalog.local_ssds())
        chosen = settle(self, "chosen_profiles", interpolate(chosen_profiles(wanted, pools)))
        settle(self, "profile_matches", interpolate(by_name(chosen, matching(pools))))
        settle(self, "profile_pools", interpolate(by_name(chosen, FITTING)))
        offered = storage_offered(bucket=bucket, has_user_buckets=has_user_buckets)
        filled_in = filling(images=images(written_values.image(notebook_image)), storage=offered)
        profiles = settle(
            self, "profiles", interpolate(f"[for profile in {chosen} : merge(profile, {data(filled_in)})]")
        )
        # Known zones alone: where one is unknown, nothing can be said.
        settle(self, "profile_zones", interpolate(zones(profiles, region)))
        self.home_zones = settle(
            self,
            "home_zones",
            interpolate("try(sort(setintersection(values(local.profile_zones)...)), [])"),
        )
        self.profile_list = settle(
            self,
            "profile_list",
            interpolate(
                kubespawner.profile_list(
                    profiles=profiles,
                    storage=kubespawner.storage_choices(
                        bucket=bucket, only_dir=only_dir, user_bucket_prefix=user_bucket_prefix
                    ),
                    any_image=any_image,
                )
            ),
        )
        self.mounts_buckets = settle(
            self,
            "mounts_buckets",
            interpolate(f'anytrue([for profile in {profiles} : length(setsubtract(profile.storage, ["disk"])) > 0])'),
        )
        mounts_own = written_values.mounts_own_bucket()
        self.reach_buckets = Expression(
            f'({self.mounts_buckets} || {bucket} != "" || {has_user_buckets} || {mounts_own})'
        )
        self.refusals = checks.REFUSALS
        for name, warning in checks.WARNINGS.items():
            block = {"condition": interpolate(warning.condition), "error_message": warning.message}
            TerraformStack.of(self).add_override(f"check.{name}", {"assert": block})


def chosen_profiles(wanted: Expression, pools: Expression) -> str:
    """The profiles that were written, else those that the cluster can run."""
    by_default = f"[for profile in {default_profiles(pools)} : merge(profile, {data(written_room())})]"
    return f"concat({wanted}, [for profile in {by_default} : profile if length({wanted}) == 0])"


def written_room() -> dict[str, Any]:
    """CPUs and memory of a default profile: those that `jupyterhub_values` has, and no guarantee above a limit."""
    cpu, memory = "local.written_cpu", "local.written_memory"
    least = f"coalesce({memory}.guarantee, profile.memory_guarantee)"
    too_much = f"{gibibytes('profile.memory_guarantee')} > {gibibytes(f'{memory}.limit')}"
    too_little = f"{gibibytes('profile.memory_limit')} < {gibibytes(least)}"
    return {
        "cpu_guarantee": Expression(
            f"coalesce({cpu}.guarantee, min(profile.cpu_guarantee, coalesce({cpu}.limit, profile.cpu_guarantee)))"
        ),
        "cpu_limit": Expression(
            f"try(coalesce({cpu}.limit, max(profile.cpu_limit, coalesce({cpu}.guarantee, profile.cpu_limit))), null)"
        ),
        "memory_guarantee": Expression(
            f"coalesce({memory}.guarantee, try({too_much}, false) ? {memory}.limit : profile.memory_guarantee)"
        ),
        "memory_limit": Expression(
            f"try(coalesce({memory}.limit), try({too_little}, false) ? {least} : profile.memory_limit)"
        ),
    }


def by_name(profiles: str, value: str) -> str:
    """A map: name of a profile -> the value for `profile`."""
    return f"{{for profile in {profiles} : profile.name => {value}}}"


def matching(pools: str) -> str:
    """The pools that have what the profile asks for."""
    # A server on a TPU node takes all of its chips; GPUs of one node can go to several.
    count = (
        f'try({ACCELERATOR}.resource, "") == "{catalog.TPU_RESOURCE}" ? pool.count == profile.accelerator_count '
        ": pool.count >= profile.accelerator_count"
    )
    return (
        f"[for pool in {pools} : pool if pool.accelerator == profile.accelerator && pool.spot == profile.spot && "
        f'(profile.node_pool == "" || pool.name == profile.node_pool) && (profile.accelerator == "" || ({count}))]'
    )


MATCHES = "local.profile_matches[profile.name]"
ROOM = "local.rooms[pool.machine_type]"
HAS_ROOM = f"try({ROOM}[0] >= profile.cpu_guarantee && {ROOM}[1] >= {gibibytes('profile.memory_guarantee')}, true)"
FITTING = (
    f"[for pool in {MATCHES} : pool if {HAS_ROOM} && pool.count == "
    f"try(min([for pool in {MATCHES} : pool.count if {HAS_ROOM}]...), 0)]"
)
"""Of the matching pools those with room for the guarantee, and of those the ones with the fewest accelerators."""


def images(notebook_image: Expression) -> str:
    """The images where the profile names none. An image of the team's own comes first everywhere."""
    own = f"{notebook_image} == {json.dumps(NOTEBOOK_IMAGE)} ? [] : [{notebook_image}]"
    by_kind = (
        f'profile.accelerator == "" ? [{notebook_image}] : startswith(profile.accelerator, "tpu") ? '
        f"concat({own}, {json.dumps(TPU_IMAGES)}) : concat({own}, {json.dumps(GPU_IMAGES)})"
    )
    return f"coalescelist(profile.images, {by_kind})"


def storage_offered(*, bucket: Expression, has_user_buckets: Expression) -> str:
    """The storage choices where the profile names none, the first of which is chosen."""
    shared = Only(condition=f'{bucket} != ""', value="shared")
    return f"coalescelist(profile.storage, {data([shared, 'disk', Only(condition=has_user_buckets, value='gcsfuse')])})"


def filling(*, images: str, storage: str) -> dict[str, Any]:
    """What a profile leaves open, and what follows from the catalog and the pools."""
    accelerated = kubespawner.HAS_ACCELERATOR
    amount = 'profile.accelerator_count > 1 ? "${profile.accelerator_count} x " : ""'
    title = f"try({ACCELERATOR}.title, profile.accelerator)"
    described = (
        '"${profile.cpu_guarantee} CPU, ${profile.memory_guarantee} of memory'
        f'${{{accelerated} ? ", ${{{amount}}}${{{title}}}" : ""}}'
        '${profile.spot ? ", on spot nodes that can end at any time" : ""}"'
    )
    resource = (
        f'!({accelerated}) ? "" : startswith(profile.accelerator, "tpu") ? '
        f'"{catalog.TPU_RESOURCE}" : "{catalog.GPU_RESOURCE}"'
    )
    idle = f"{accelerated} ? {ACCELERATOR_IDLE_TIMEOUT} : {CPU_IDLE_TIMEOUT}"
    return {
        "display_name": Expression("coalesce(profile.display_name, profile.name)"),
        "description": Expression(f"coalesce(profile.description, {described})"),
        "memory_limit": Expression("coalesce(profile.memory_limit, profile.memory_guarantee)"),
        "ephemeral_storage_gb": ephemeral_storage.settled(),
        "memory_gibibytes": Expression(gibibytes("profile.memory_guarantee")),
        "resource": Expression(resource),
        "selector": selector(),
        "pools": Expression("local.profile_pools[profile.name][*].name"),
        "images": Expression(images),
        "storage": Expression(storage),
        "kernel_idle_timeout": Expression(f"coalesce(profile.kernel_idle_timeout, {idle})"),
        "server_idle_timeout": Expression(f"coalesce(profile.server_idle_timeout, {idle})"),
        "max_age": Expression("coalesce(profile.max_age, 0)"),
    }


def selector() -> Expression:
    """Labels of the nodes that the profile is for; what the accelerator says goes before what was written."""
    accelerated = kubespawner.HAS_ACCELERATOR
    topology = f"try({ACCELERATOR}.topologies[tostring(profile.accelerator_count)], null)"
    label = Expression(f'try({ACCELERATOR}.label, "{catalog.GPU_LABEL}")')
    # Where pools are known by name, they are chosen by it: preemptible ones have another label than spot ones.
    unnamed = "length(local.profile_pools[profile.name]) == 0"
    ours = {
        catalog.TPU_TOPOLOGY_LABEL: Only(condition=f"{topology} != null", value=Expression(topology)),
        catalog.GPU_DRIVER_LABEL: Only(
            condition=f'local.cluster_is_autopilot && try({ACCELERATOR}.driver, "") == "LATEST"', value="latest"
        ),
        catalog.SPOT_LABEL: Only(condition=f"profile.spot && {unnamed}", value="true"),
    }
    by_accelerator = f"{{for k, v in {data({label: Expression('profile.accelerator')})} : k => v if {accelerated}}}"
    return Expression(f"merge(profile.node_selector, {by_accelerator}, {data(ours)})")


def zones(profiles: str, region: str) -> str:
    """A map: name of a profile with a disk -> the zones that its server can be in, of those whose zones are known."""
    on_pools = "try(distinct(flatten(local.profile_pools[profile.name][*].zones)), [])"
    unknown = "anytrue([for pool in local.profile_pools[profile.name] : pool.zones == null])"
    ssds = f"[for zone in try({ephemeral_storage.LOCAL_SSDS}.zones, []) : zone if {ephemeral_storage.ON_SSD_MACHINE}]"
    offered = catalog.zones_in(f"concat(try({ACCELERATOR}.zones, []), {ssds})", region)
    known = f"length(local.profile_pools[profile.name]) == 0 ? {offered} : {unknown} ? [] : {on_pools}"
    has_disk = f"length(setintersection(profile.storage, {json.dumps(list(DISK_CHOICES))})) > 0"
    named = f"{{for profile in {profiles} : profile.name => {known} if {has_disk}}}"
    return f"{{for name, zones in {named} : name => zones if length(zones) > 0}}"
