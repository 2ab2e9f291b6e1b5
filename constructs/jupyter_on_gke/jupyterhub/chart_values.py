"""The chart's values that concern servers: what becomes of each where people write it, and what to write instead."""

from jupyter_on_gke.accelerators.catalog import GPU_LABEL, GPU_RESOURCE, POOL_LABEL, SPOT_LABEL, TPU_LABEL, TPU_RESOURCE
from jupyter_on_gke.profiles import ephemeral_storage

JOINED, PASSED = "joined", "passed through"
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
OF_PROFILES = {POOL_LABEL: "node_pool", GPU_LABEL: "accelerator", TPU_LABEL: "accelerator", SPOT_LABEL: "spot"}
"""Labels of nodes that a profile chooses by -> its attribute."""
RESOURCES = {
    GPU_RESOURCE: "accelerator and accelerator_count",
    TPU_RESOURCE: "accelerator and accelerator_count",
    ephemeral_storage.RESOURCE: "ephemeral_storage_gb",
}
"""Resources of `extraResource` that a profile asks for -> its attribute."""
AMOUNTS = {"cpu": "singleuser.cpu", "memory": "singleuser.memory"}
"""Resources that have a place of their own -> that."""
