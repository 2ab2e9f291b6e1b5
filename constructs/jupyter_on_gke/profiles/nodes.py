"""The nodes that a profile's servers may be on, as KubeSpawner asks for them. Plan-time functions."""

from jupyter_on_gke.accelerators.catalog import GPU_LABEL, POOL_LABEL, SPOT_LABEL, TPU_LABEL
from jupyter_on_gke.plan_time import at, elements, entries, plan_time
from jupyter_on_gke.profiles.profile import Settled

SPOT_TOLERATION = {"key": SPOT_LABEL, "operator": "Equal", "value": "true", "effect": "NoSchedule"}


@plan_time
def avoided_labels(profile: Settled) -> list[str]:
    """Labels of nodes that cost money which the profile has no use for, or that can end without its asking."""
    return [
        *([GPU_LABEL, TPU_LABEL] if profile.accelerator == "" else []),
        *([SPOT_LABEL] if not profile.spot else []),
    ]


@plan_time
def required(profile: Settled, cluster_is_autopilot: bool) -> list[dict[str, object]]:
    """What a node must have, beside the selector's labels: to be of the profile's pools, where Terraform knows them.

    Where GKE makes pools by itself, it is what a node must not have. Autopilot sees to that.
    """
    if len(profile.pools) > 0:
        return [{"key": POOL_LABEL, "operator": "In", "values": profile.pools}]
    absent = avoided_labels(profile) if not cluster_is_autopilot else []
    return [{"key": label, "operator": "DoesNotExist"} for label in absent]


@plan_time
def node_expressions(profiles: list[Settled], cluster_is_autopilot: bool) -> dict[str, list[dict[str, object]]]:
    """Name of a profile -> what each of its nodes must have."""
    return {profile.name: required(profile, cluster_is_autopilot) for profile in profiles}


@plan_time
def node_terms(ours: list[dict[str, object]], written: list[object]) -> list[object]:
    """Terms are alternatives, so each that is written has ours, too. One that is empty would match no node."""
    if len(ours) == 0:
        return written
    if len(written) == 0:
        return [{"matchExpressions": ours}]
    return [{**entries(term), "matchExpressions": [*ours, *elements(at(term, "matchExpressions"))]} for term in written]


@plan_time
def node_affinity(
    node_expressions: dict[str, list[dict[str, object]]], written_node_terms: list[object]
) -> dict[str, list[object]]:
    """Name of a profile -> the terms, of which one has to fit."""
    return {name: node_terms(ours, written_node_terms) for name, ours in sorted(node_expressions.items())}


@plan_time
def server_tolerations(profiles: list[Settled], written_tolerations: list[object]) -> dict[str, list[object]]:
    """Name of a profile -> what lets it onto nodes with accelerators, which GKE does by itself, and tainted spot nodes.

    Google's documentation advises the taint for spot pools, and GKE's auto-provisioning puts it on those it makes.
    """
    return {
        profile.name: [
            *written_tolerations,
            *(
                [{"key": profile.resource, "operator": "Exists", "effect": "NoSchedule"}]
                if profile.accelerator != ""
                else []
            ),
            *([SPOT_TOLERATION] if profile.spot else []),
        ]
        for profile in profiles
        if profile.accelerator != "" or profile.spot
    }
