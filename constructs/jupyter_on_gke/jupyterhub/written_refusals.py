"""What of people's values of the chart stops a plan."""

from jupyter_on_gke.expressions import local, var
from jupyter_on_gke.jupyterhub import key_checks as keys
from jupyter_on_gke.jupyterhub import values_checks as values
from jupyter_on_gke.jupyterhub import volume_checks as volumes
from jupyter_on_gke.jupyterhub.chart_values import AMOUNTS, OF_PROFILES, POD_CONFIG, RESOURCES, TRAITS
from jupyter_on_gke.jupyterhub.values_refusal import misplaced
from jupyter_on_gke.variables.refusal import Refusal, refusal

PROFILES = var("profiles")
"""As they were written."""

BELONGS_UNDER = {
    "node_selector": OF_PROFILES,
    "resources": RESOURCES,
    "amounts": AMOUNTS,
    "pod_config": POD_CONFIG,
    "traits": TRAITS,
}
"""What people write in a wrong place -> where it belongs, for each of the places."""


def elsewhere(path: str, under: str, message: str) -> Refusal:
    """Keys that belong elsewhere."""
    return refusal(misplaced(path, message), under=local(f"belongs_under.{under}"))


RESOURCE_SIDES = ("limits", "guarantees")
ON_NODES = (
    elsewhere("singleuser.nodeSelector", "node_selector", "by which profiles choose their nodes: write in profiles"),
    *(
        elsewhere(f"singleuser.extraResource.{each}", "resources", "which is a profile's: write in profiles")
        for each in RESOURCE_SIDES
    ),
    *(
        elsewhere(f"singleuser.extraResource.{each}", "amounts", "which has a place of its own: write")
        for each in RESOURCE_SIDES
    ),
)
ON_PODS = (
    elsewhere("singleuser.extraPodConfig", "pod_config", "which replaces what a pod has: write under singleuser"),
    *(
        elsewhere(f"hub.config.{each}", "traits", "which is ours or a profile's: write under singleuser")
        for each in ("KubeSpawner", "Spawner")
    ),
)
REFUSALS: tuple[Refusal, ...] = (
    refusal(values.memory_is_the_spawners),
    refusal(values.cpu_is_the_spawners),
    refusal(values.guarantees_are_within_limits),
    refusal(values.amounts_are_in_one_place, profiles=PROFILES),
    refusal(values.image_is_whole),
    refusal(values.written_image_is_exact),
    refusal(values.image_is_in_one_place, notebook_image=var("notebook_image")),
    refusal(values.idle_servers_end),
    refusal(volumes.volumes_have_names_of_their_own),
    refusal(volumes.volumes_are_beside_ours),
    refusal(volumes.volumes_have_paths_of_their_own),
    refusal(volumes.mounts_are_of_volumes),
    refusal(volumes.storage_is_of_a_known_type),
    refusal(volumes.static_storage_has_a_claim),
    *ON_NODES,
    refusal(values.nodes_have_a_purpose, create_cluster=var("create_cluster")),
    refusal(
        keys.keys_are_the_charts,
        jupyterhub_chart=var("jupyterhub_chart"),
        jupyterhub_chart_version=var("jupyterhub_chart_version"),
    ),
    refusal(values.list_is_in_one_place, profiles=PROFILES),
    *ON_PODS,
    refusal(values.environment_is_a_map),
    refusal(values.metadata_server_is_there),
    refusal(values.pods_have_their_own_names),
)
