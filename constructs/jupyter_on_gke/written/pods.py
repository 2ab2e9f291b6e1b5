"""What is written for the pods of servers, and what the chart has where nothing is. Plan-time functions."""

from jupyter_on_gke.plan_time import as_json, as_text, at, distinct, elements, entries, keys_of, plan_time
from jupyter_on_gke.written.reading import text_or

HOME = "home"
HOME_MOUNT = "/home/jovyan"
NOTEBOOK_UID = 1000
NOTEBOOK_GID = 100
# The chart's own tolerations, which a profile's replace.
USER_POD_TAINTS = ("hub.jupyter.org/dedicated", "hub.jupyter.org_dedicated")
USER_POD_TOLERATIONS = [
    {"key": key, "operator": "Equal", "value": "user", "effect": "NoSchedule"} for key in USER_POD_TAINTS
]
NODE_PURPOSE = {"matchExpressions": [{"key": "hub.jupyter.org/node-purpose", "operator": "In", "values": ["user"]}]}


@plan_time
def written_uid(written_singleuser: dict[str, object]) -> str:
    """Who servers run as."""
    return text_or(at(written_singleuser, "uid"), f"{NOTEBOOK_UID}")


@plan_time
def written_gid(written_singleuser: dict[str, object]) -> str:
    """The group of their files."""
    return text_or(at(written_singleuser, "fsGid"), f"{NOTEBOOK_GID}")


@plan_time
def written_storage_type(written_singleuser: dict[str, object]) -> str:
    """What the home is, dynamic by default; what is no text is shown as JSON."""
    storage = entries(at(written_singleuser, "storage"))
    written = at(storage, "type")
    text = as_text(written)
    if text is not None:
        return text
    return as_json(written) if "type" in storage else "dynamic"


@plan_time
def written_home_path(written_singleuser: dict[str, object]) -> str:
    """Where the home is mounted."""
    return text_or(at(written_singleuser, "storage.homeMountPath"), HOME_MOUNT)


@plan_time
def written_volume_name(written_singleuser: dict[str, object]) -> str:
    """The chart's name of the home volume."""
    return text_or(at(written_singleuser, "storage.dynamic.volumeNameTemplate"), HOME)


@plan_time
def names(values: object) -> list[str]:
    """The names of what is in a list or map."""
    return [name for name in [as_text(at(each, "name")) for each in elements(values)] if name is not None]


@plan_time
def written_volumes(written_singleuser: dict[str, object]) -> list[str]:
    """The names of volumes of one's own: the chart takes a list or a map, whose keys are names, too."""
    volumes = at(written_singleuser, "storage.extraVolumes")
    return distinct([*keys_of(volumes), *names(volumes)])


@plan_time
def written_mounts(written_singleuser: dict[str, object]) -> list[str]:
    """The keys of mounts, if they are a map."""
    return keys_of(at(written_singleuser, "storage.extraVolumeMounts"))


@plan_time
def written_mounted(written_singleuser: dict[str, object]) -> list[str]:
    """The names of volumes that are mounted."""
    return distinct(names(at(written_singleuser, "storage.extraVolumeMounts")))


@plan_time
def paths(mounts: object) -> list[str]:
    """Where these mounts are."""
    written = [as_text(at(each, "mountPath")) for each in elements(mounts)]
    return [f"/{path.strip('/')}" for path in written if path is not None]


@plan_time
def written_paths(written_singleuser: dict[str, object]) -> list[str]:
    """Where volumes and files of one's own are."""
    return [
        *paths(at(written_singleuser, "storage.extraVolumeMounts")),
        *paths(at(written_singleuser, "extraFiles")),
    ]


@plan_time
def written_tolerations(written_values: dict[str, object], written_singleuser: dict[str, object]) -> list[object]:
    """What the chart tolerates."""
    of_user_pods = at(written_values, "scheduling.userPods.tolerations")
    has_own = of_user_pods is not None
    return [
        *(elements(of_user_pods) if has_own else USER_POD_TOLERATIONS),
        *elements(at(written_singleuser, "extraTolerations")),
    ]


@plan_time
def requires_node_purpose(written_values: dict[str, object]) -> bool:
    """Whether servers have to be on nodes for servers alone."""
    return as_text(at(written_values, "scheduling.userPods.nodeAffinity.matchNodePurpose")) == "require"


@plan_time
def written_node_terms(written_values: dict[str, object], written_singleuser: dict[str, object]) -> list[object]:
    """The node selector terms, of which one has to fit."""
    return [
        *elements(at(written_singleuser, "extraNodeAffinity.required")),
        *([NODE_PURPOSE] if requires_node_purpose(written_values) else []),
    ]
