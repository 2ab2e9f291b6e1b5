"""What stops a plan: values of the chart that no profile can be joined with, each with what to write instead.

What is written under `singleuser` is joined with what profiles override (written_values.py), is passed through to the
chart, or is refused here. `SINGLEUSER` has every key of the chart's reference.
"""

import json

from jupyter_on_gke.accelerators import catalog
from jupyter_on_gke.accelerators.catalog import POOL_LABEL, SPOT_LABEL
from jupyter_on_gke.jupyterhub.values_refusal import refuse, unwanted
from jupyter_on_gke.jupyterhub.variables import CHART_VERSION
from jupyter_on_gke.jupyterhub.volume_checks import volumes
from jupyter_on_gke.plan_time import plan_time
from jupyter_on_gke.profiles import ephemeral_storage
from jupyter_on_gke.profiles.checks import AUTOPILOT
from jupyter_on_gke.profiles.images import IMAGE_FORM, IMAGE_REFERENCE, NOTEBOOK_IMAGE
from jupyter_on_gke.variables.memory import memory_amount
from jupyter_on_gke.variables.refusal import Refusal
from jupyter_on_gke.written_values import FITS_SPAWNER, OWN_LIST, SIDES, WrittenMemory, singleuser

JOINED, PASSED, REFUSED = "joined", "passed through", "refused"
SINGLEUSER = {
    "allowPrivilegeEscalation": PASSED,
    "cloudMetadata": PASSED,
    "cmd": PASSED,
    "cpu": JOINED,
    "defaultUrl": PASSED,
    "events": PASSED,
    "extraAnnotations": PASSED,
    "extraContainers": PASSED,
    "extraEnv": PASSED,
    "extraFiles": PASSED,
    "extraLabels": PASSED,
    "extraNodeAffinity": JOINED,
    "extraPodAffinity": PASSED,
    "extraPodAntiAffinity": PASSED,
    "extraPodConfig": PASSED,
    "extraResource": PASSED,
    "extraTolerations": JOINED,
    "fsGid": JOINED,
    "image": JOINED,
    "initContainers": PASSED,
    "lifecycleHooks": PASSED,
    "memory": JOINED,
    "networkPolicy": PASSED,
    "networkTools": PASSED,
    "nodeSelector": PASSED,
    "podNameTemplate": PASSED,
    "profileList": PASSED,
    "serviceAccountName": PASSED,
    "startTimeout": PASSED,
    "storage": JOINED,
    "uid": JOINED,
}
"""Key of the chart's `singleuser` -> what becomes of it; parts of some are refused below."""

POD_CONFIG = {
    "affinity": "extraNodeAffinity, extraPodAffinity and extraPodAntiAffinity",
    "containers": "extraContainers",
    "initContainers": "initContainers",
    "init_containers": "initContainers",
    "nodeSelector": "nodeSelector",
    "node_selector": "nodeSelector",
    "tolerations": "extraTolerations",
    "volumes": "storage.extraVolumes",
}
"""Keys of `extraPodConfig` that would replace what profiles and the chart give to a pod -> where to write it."""
TRAITS = {
    "cmd": "cmd",
    "cpu_guarantee": "cpu.guarantee",
    "cpu_limit": "cpu.limit",
    "image": "image",
    "mem_guarantee": "memory.guarantee",
    "mem_limit": "memory.limit",
    "node_affinity_required": "extraNodeAffinity.required",
    "profile_list": "profileList",
    "tolerations": "extraTolerations",
    "volume_mounts": "storage.extraVolumeMounts",
    "volumes": "storage.extraVolumes",
}
"""KubeSpawner's traits that a profile replaces, or that replace what the chart makes -> where to write it."""
OF_PROFILES = {
    POOL_LABEL: "node_pool",
    catalog.GPU_LABEL: "accelerator",
    catalog.TPU_LABEL: "accelerator",
    SPOT_LABEL: "spot",
}
"""Labels of nodes that a profile chooses by -> its attribute."""


@plan_time
def is_memory_above_its_limit(memory: WrittenMemory) -> bool:
    """Whether both are written, and the guarantee is more."""
    return (
        memory.guarantee is not None
        and memory.limit is not None
        and memory_amount(memory.guarantee) > memory_amount(memory.limit)
    )


def amounts() -> tuple[Refusal, ...]:
    """CPUs and memory: as KubeSpawner takes them, no guarantee above a limit, and in one place."""
    text = 'startswith(jsonencode({0}), "\\"")'

    def wrong(right: str, of: str) -> str:
        return " || ".join(
            f"({value} == null ? false : !try({right.format(value)}, false))"
            for value in (singleuser(f"{of}.{side}") for side in SIDES)
        )

    memory_right = f'{text} ? can(regex("{FITS_SPAWNER}", {{0}})) : {{0}} > 0'
    cpu_right = f"!{text} && {{0}} > 0"
    above = (
        "try(local.written_cpu.guarantee > local.written_cpu.limit, false) || "
        + is_memory_above_its_limit.terraform(memory="local.written_memory")
    )
    there = "local.written_cpu.{0} != null || local.written_memory.{0} != null"
    any_amount = " || ".join(there.format(side) for side in SIDES)

    def shown(of: str) -> str:
        return f"${{jsonencode({singleuser(of)})}}"

    return (
        refuse(
            wrong(memory_right, "memory"),
            f"singleuser.memory = {shown('memory')}, which KubeSpawner does not take: "
            "write bytes, or a number and K, M, G or T, like 4G",
            whatever_profiles=True,
        ),
        refuse(
            wrong(cpu_right, "cpu"),
            f"singleuser.cpu = {shown('cpu')}, which KubeSpawner does not take: write "
            "numbers of CPUs above 0, like 0.5",
            whatever_profiles=True,
        ),
        refuse(
            above,
            "a guarantee above its limit in singleuser.cpu or singleuser.memory: write a limit that is not smaller, or "
            "leave it out",
            whatever_profiles=True,
        ),
        refuse(
            f"length(var.profiles) > 0 && ({any_amount})",
            "singleuser.cpu or singleuser.memory, but profiles have these themselves: write cpu_guarantee, cpu_limit, "
            "memory_guarantee and memory_limit in profiles",
        ),
    )


def images() -> tuple[Refusal, ...]:
    """The image: whole, exact, and in one place."""
    name, tag = singleuser("image.name"), singleuser("image.tag")
    whole = f'"${{{name}}}:${{{tag}}}"'
    matches = f"can(regex({json.dumps(IMAGE_REFERENCE)}, {whole}))"
    exact = f'{tag} != "latest" && {matches} && startswith(jsonencode({tag}), "\\"")'
    return (
        refuse(
            f"({name} == null) != ({tag} == null)",
            "singleuser.image with one of name and tag: write both, or notebook_image instead",
        ),
        refuse(
            f"{name} != null && {tag} != null && !try({exact}, false)",
            f"a singleuser.image that is not exact: write name and tag (a text) of {IMAGE_FORM}, no tag latest",
        ),
        refuse(
            f"{name} != null && var.notebook_image != {json.dumps(NOTEBOOK_IMAGE)}",
            "singleuser.image beside notebook_image: write notebook_image alone",
        ),
    )


def idle() -> tuple[Refusal, ...]:
    """What would leave a profile's times without effect."""
    there = 'contains(keys(local.written_singleuser), "cmd")'
    nothing = f'{there} && contains(["null", "[]", "\\"\\""], jsonencode({singleuser("cmd")}))'
    timed = " || ".join(f"profile.{kind}_idle_timeout > 0" for kind in ("kernel", "server"))
    return (
        refuse(
            f"({nothing}) && anytrue([for profile in local.profiles : {timed}])",
            "no command in singleuser.cmd, so that the image's own one starts, which takes no arguments, and idle "
            "servers never end: write cmd: start-singleuser.py, which sets up the same in images of Jupyter's, or "
            "profiles with kernel_idle_timeout = 0 and server_idle_timeout = 0",
        ),
    )


def nodes() -> tuple[Refusal, ...]:
    """What chooses nodes, and what they are asked for."""
    accelerators = dict.fromkeys((catalog.GPU_RESOURCE, catalog.TPU_RESOURCE), "accelerator and accelerator_count")
    resources = accelerators | {ephemeral_storage.RESOURCE: "ephemeral_storage_gb"}
    amounts = {"cpu": "singleuser.cpu", "memory": "singleuser.memory"}
    purpose = 'try(local.written_values.scheduling.userPods.nodeAffinity.matchNodePurpose, "")'
    return (
        unwanted("singleuser.nodeSelector", OF_PROFILES, "by which profiles choose their nodes: write in profiles"),
        *(
            unwanted(f"singleuser.extraResource.{each}", resources, "which is a profile's: write in profiles")
            for each in ("limits", "guarantees")
        ),
        *(
            unwanted(f"singleuser.extraResource.{each}", amounts, "which has a place of its own: write")
            for each in ("limits", "guarantees")
        ),
        refuse(
            f'{purpose} == "require" && ({AUTOPILOT} || var.create_cluster)',
            "scheduling.userPods.nodeAffinity.matchNodePurpose: require, but no node of this cluster has the label "
            "hub.jupyter.org/node-purpose: leave it out, and write node_pool or node_selector in profiles",
        ),
    )


def others() -> tuple[Refusal, ...]:
    """What would be without effect, or break every server."""
    blocks = "try(local.written_singleuser.cloudMetadata.blockWithIptables, false) == true"
    unknown = f"setsubtract(keys(local.written_singleuser), {json.dumps(list(SINGLEUSER))})"
    name = singleuser("podNameTemplate")
    return (
        refuse(
            f'var.jupyterhub_chart_version == "{CHART_VERSION}" && length({unknown}) > 0',
            f'singleuser with ${{join(", ", {unknown})}}, which the chart does not have: write one of '
            f"{', '.join(SINGLEUSER)}",
            whatever_profiles=True,
        ),
        refuse(
            f"{OWN_LIST} && length(var.profiles) > 0",
            "singleuser.profileList, which replaces profiles: write only one of them",
            whatever_profiles=True,
        ),
        unwanted("singleuser.extraPodConfig", POD_CONFIG, "which replaces what a pod has: write under singleuser"),
        *(
            unwanted(f"values.hub.config.{each}", TRAITS, "which is ours or a profile's: write under singleuser")
            for each in ("KubeSpawner", "Spawner")
        ),
        refuse(
            f'startswith(jsonencode({singleuser("extraEnv")}), "[")',
            "a list in singleuser.extraEnv, which KubeSpawner does not take: write NAME: value lines",
            whatever_profiles=True,
        ),
        refuse(
            f"{blocks} && ({AUTOPILOT} || local.notebooks_use_google)",
            "singleuser.cloudMetadata.blockWithIptables, whose privileged container Autopilot refuses and which takes "
            "the metadata server from buckets: leave it out, the network policy sees to that",
            whatever_profiles=True,
        ),
        refuse(
            f'{name} == null ? false : !strcontains({name}, "{{")',
            "a singleuser.podNameTemplate that is the same for everybody: write one with {username}",
            whatever_profiles=True,
        ),
    )


REFUSALS = (*amounts(), *images(), *idle(), *volumes(), *nodes(), *others())
