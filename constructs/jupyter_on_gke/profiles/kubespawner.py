"""What KubeSpawner makes of profiles. Plan-time functions, and the locals of their names.

Structure: KubeSpawner 7's `profile_list`, jupyterhub-kubespawner.readthedocs.io/en/latest/spawner.html.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jupyter_on_gke.expressions import Expression
from jupyter_on_gke.plan_time import plan_time, present, settle_logic
from jupyter_on_gke.profiles import arguments, choices, ephemeral_storage, nodes
from jupyter_on_gke.profiles.profile import Profile, Settled
from jupyter_on_gke.variables.memory import memory_amount

if TYPE_CHECKING:
    from constructs import Construct

SHARED_MEMORY = "shm"
SHARED_MEMORY_MOUNT = "/dev/shm"  # noqa: S108  # no file of ours
MOUNT = {SHARED_MEMORY: {"name": SHARED_MEMORY, "mountPath": SHARED_MEMORY_MOUNT}}


@plan_time
def has_accelerator(profile: Profile) -> bool:
    """Whether its servers have GPUs or TPUs."""
    return profile.accelerator != ""


@plan_time
def has_shared_memory(profile: Settled, written_paths: list[str]) -> bool:
    """Whether its processes hand tensors to each other. Whoever mounts something there has what this is for."""
    return has_accelerator(profile) and SHARED_MEMORY_MOUNT not in written_paths


@plan_time
def resource_limits(profiles: list[Settled], storage_amounts: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """Name of a profile -> accelerators and ephemeral storage, of those that ask for any."""
    return {
        profile.name: {
            **({profile.resource: f"{profile.accelerator_count}"} if has_accelerator(profile) else {}),
            **storage_amounts.get(profile.name, {}),
        }
        for profile in profiles
    }


@plan_time
def shared_memory(profiles: list[Settled], written_paths: list[str]) -> dict[str, dict[str, object]]:
    """Name of a profile -> the memory in which processes hand tensors to each other: half of all, not 64 MiB."""
    return {
        profile.name: {
            "name": SHARED_MEMORY,
            "emptyDir": {"medium": "Memory", "sizeLimit": f"{memory_amount(profile.memory_guarantee) // 2000}Mi"},
        }
        for profile in profiles
        if has_shared_memory(profile, written_paths)
    }


@plan_time
def resources(profile: Settled, limits: dict[str, str], guarantees: dict[str, str]) -> dict[str, object]:
    """CPUs, memory, accelerators and ephemeral storage."""
    return {
        "cpu_guarantee": profile.cpu_guarantee,
        **present({"cpu_limit": profile.cpu_limit}),
        "mem_guarantee": profile.memory_guarantee,
        "mem_limit": profile.memory_limit,
        **({"extra_resource_limits": limits} if len(limits) > 0 else {}),
        **({"extra_resource_guarantees": guarantees} if len(guarantees) > 0 else {}),
    }


@plan_time
def server_resources(
    profiles: list[Settled], resource_limits: dict[str, dict[str, str]], storage_amounts: dict[str, dict[str, str]]
) -> dict[str, dict[str, object]]:
    """Name of a profile -> what its servers have."""
    return {
        profile.name: resources(profile, resource_limits.get(profile.name, {}), storage_amounts.get(profile.name, {}))
        for profile in profiles
    }


@plan_time
def server_pods(
    profiles: list[Settled],
    node_affinity: dict[str, list[object]],
    server_tolerations: dict[str, list[object]],
    shared_memory: dict[str, dict[str, object]],
) -> dict[str, dict[str, object]]:
    """Name of a profile -> where its servers run, and with which volumes."""
    return {
        profile.name: {
            "node_selector": profile.selector,
            "node_affinity_required": node_affinity.get(profile.name, []),
            **present({"tolerations": server_tolerations.get(profile.name)}),
            **(
                {"volumes": {SHARED_MEMORY: shared_memory.get(profile.name)}, "volume_mounts": MOUNT}
                if profile.name in shared_memory
                else {}
            ),
        }
        for profile in profiles
    }


@plan_time
def profile_options(
    profiles: list[Settled],
    image_choices: dict[str, dict[str, dict[str, object]]],
    other_image: dict[str, object],
    storage_choices: dict[str, dict[str, dict[str, object]]],
) -> dict[str, dict[str, dict[str, object]]]:
    """Name of a profile -> what people choose beside it."""
    return {
        profile.name: {
            "image": {"display_name": "Image", "choices": image_choices.get(profile.name), **other_image},
            "storage": {"display_name": "Storage", "choices": storage_choices.get(profile.name)},
        }
        for profile in profiles
    }


@plan_time
def profile_list(
    profiles: list[Settled],
    server_resources: dict[str, dict[str, object]],
    server_pods: dict[str, dict[str, object]],
    server_arguments: dict[str, list[object]],
    profile_options: dict[str, dict[str, dict[str, object]]],
) -> list[dict[str, object]]:
    """The chart's `singleuser.profileList`. The override holds whatever is chosen beside the profile."""
    return [
        {
            "slug": profile.name,
            "display_name": profile.display_name,
            "description": profile.description,
            "default": profile.default,
            "kubespawner_override": {
                **server_resources.get(profile.name, {}),
                **server_pods.get(profile.name, {}),
                "args": server_arguments.get(profile.name, []),
                **({"extra_pod_config": {"activeDeadlineSeconds": profile.max_age}} if profile.max_age > 0 else {}),
            },
            "profile_options": profile_options.get(profile.name, {}),
        }
        for profile in profiles
    ]


def settle_profile_list(
    scope: Construct, *, bucket: Expression, only_dir: Expression, user_bucket_prefix: Expression, any_image: Expression
) -> Expression:
    """The locals from `profiles` to `profile_list`, the last of which it gives."""
    settle_logic(scope, ephemeral_storage.storage_amounts)
    settle_logic(scope, resource_limits)
    settle_logic(scope, server_resources)
    settle_logic(scope, nodes.node_expressions)
    settle_logic(scope, nodes.node_affinity)
    settle_logic(scope, nodes.server_tolerations)
    settle_logic(scope, shared_memory)
    settle_logic(scope, server_pods)
    settle_logic(scope, arguments.server_arguments)
    settle_logic(scope, choices.image_titles)
    settle_logic(scope, choices.image_choices)
    settle_logic(scope, choices.other_image, any_image=any_image)
    settle_logic(scope, choices.disk_title)
    settle_logic(scope, choices.mount_options)
    settle_logic(scope, choices.shared_bucket, bucket=bucket, only_dir=only_dir)
    settle_logic(scope, choices.own_bucket, user_bucket_prefix=user_bucket_prefix)
    settle_logic(scope, ephemeral_storage.sidecar_annotations)
    settle_logic(scope, ephemeral_storage.beside_sidecar)
    settle_logic(scope, choices.storage_overrides)
    settle_logic(scope, choices.storage_titles)
    settle_logic(scope, choices.storage_choices)
    settle_logic(scope, profile_options)
    return settle_logic(scope, profile_list)
