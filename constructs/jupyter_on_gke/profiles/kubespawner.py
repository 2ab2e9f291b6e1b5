"""What KubeSpawner makes of a profile: pure functions, whose results are data with Terraform's expressions in it.

`profile` in these expressions is an element of `local.profiles`, which has every attribute filled in.
Structure: KubeSpawner 7's `profile_list`, jupyterhub-kubespawner.readthedocs.io/en/latest/spawner.html.
"""

import json
from typing import Any

from jupyter_on_gke import written_values
from jupyter_on_gke.accelerators import catalog
from jupyter_on_gke.accelerators.catalog import POOL_LABEL, SPOT_LABEL
from jupyter_on_gke.expressions import Expression, Only, data, for_each, interpolate, text
from jupyter_on_gke.profiles import ephemeral_storage
from jupyter_on_gke.profiles.rules import STORAGE_CHOICES
from jupyter_on_gke.written.reading import FUSE_DRIVER

HOME = "home"
HOME_MOUNT = "/home/jovyan"
DATA_VOLUME = "data"
DATA_MOUNT = "/data"
NOTEBOOK_UID = 1000
NOTEBOOK_GID = 100
# What a home in a bucket cannot hold: Jupyter wants its kernels' keys in files of mode 600, where chmod changes nothing
# and other notebooks can read; and each cell would upload IPython's database of the history anew, and keep the old one.
OUTSIDE_OF_A_BUCKET = {
    "JUPYTER_RUNTIME_DIR": "/tmp/jupyter-runtime",  # noqa: S108  # each pod has a /tmp of its own
    "IPYTHONDIR": "/tmp/ipython",  # noqa: S108
}

# Seconds between two looks for idle kernels.
CULL_INTERVAL = 60
# As KubeSpawner matches it, and the browser, which wants more escapes than Python, and whose $ is the end: Python's
# lets a line break pass.
ANY_IMAGE = r"^[a-z0-9][a-z0-9._:\/\-]*:[A-Za-z0-9_][A-Za-z0-9_.\-]{0,127}$(?!\n)"

HAS_ACCELERATOR = 'profile.accelerator != ""'
SHARED_MEMORY = "shm"
SHARED_MEMORY_MOUNT = "/dev/shm"  # noqa: S108  # no file of ours
# Whoever mounts something there has what this is for.
HAS_SHARED_MEMORY = f'{HAS_ACCELERATOR} && !contains(local.written_paths, "{SHARED_MEMORY_MOUNT}")'

Data = dict[str, Any]


def of_profile(attribute: str) -> Expression:
    """The profile's attribute."""
    return Expression(f"profile.{attribute}")


def profile_list(*, profiles: Expression, storage: Data, any_image: Expression) -> Expression:
    """The chart's `singleuser.profileList`; `storage` are all choices by name."""
    offered = f"{{for name, choice in {data(storage)} : name => choice if contains(profile.storage, name)}}"
    is_first = "{default = name == profile.storage[0]}"
    choices = Expression(f"{{for name, choice in {offered} : name => merge(choice, {is_first})}}")
    return for_each(
        "profile",
        profiles,
        {
            "slug": of_profile("name"),
            "display_name": of_profile("display_name"),
            "description": of_profile("description"),
            "default": of_profile("default"),
            "kubespawner_override": overrides(),
            "profile_options": {
                "image": image_option(any_image=any_image),
                "storage": {"display_name": "Storage", "choices": choices},
            },
        },
    )


def overrides() -> Data:
    """What a profile sets, whatever is chosen beside it."""
    mount = {"name": SHARED_MEMORY, "mountPath": SHARED_MEMORY_MOUNT}
    return {
        "cpu_guarantee": of_profile("cpu_guarantee"),
        "cpu_limit": Only(condition="profile.cpu_limit != null", value=of_profile("cpu_limit")),
        "mem_guarantee": of_profile("memory_guarantee"),
        "mem_limit": of_profile("memory_limit"),
        "extra_resource_limits": Only(
            condition=f"{HAS_ACCELERATOR} || {ephemeral_storage.HAS_AMOUNT}",
            value={
                of_profile("resource"): Only(
                    condition=HAS_ACCELERATOR, value=Expression("tostring(profile.accelerator_count)")
                ),
                ephemeral_storage.RESOURCE: Only(
                    condition=ephemeral_storage.HAS_AMOUNT, value=ephemeral_storage.amount()
                ),
            },
        ),
        "extra_resource_guarantees": Only(
            condition=ephemeral_storage.HAS_AMOUNT, value={ephemeral_storage.RESOURCE: ephemeral_storage.amount()}
        ),
        "node_selector": of_profile("selector"),
        "node_affinity_required": affinity(),
        "tolerations": Only(condition=f"{HAS_ACCELERATOR} || profile.spot", value=tolerations()),
        "volumes": Only(condition=HAS_SHARED_MEMORY, value={SHARED_MEMORY: shared_memory()}),
        "volume_mounts": Only(condition=HAS_SHARED_MEMORY, value={SHARED_MEMORY: mount}),
        "args": Expression(f"concat(local.written_arguments, {data(idle_arguments())})"),
        "extra_pod_config": Only(
            condition="profile.max_age > 0", value={"activeDeadlineSeconds": of_profile("max_age")}
        ),
    }


def affinity() -> Expression:
    """Which nodes, beside the selector: those of the profile's pools, by name where Terraform knows them.

    Where GKE makes pools by itself, by labels: no CPU server on a node with accelerators, which costs
    money, and nobody on spot nodes who did not ask for them. Autopilot sees to both.
    """
    named = {"key": POOL_LABEL, "operator": "In", "values": of_profile("pools")}
    absent = [
        (catalog.GPU_LABEL, f"!({HAS_ACCELERATOR})"),
        (catalog.TPU_LABEL, f"!({HAS_ACCELERATOR})"),
        (SPOT_LABEL, "!profile.spot"),
    ]
    by_labels = [Only(condition=when, value={"key": key, "operator": "DoesNotExist"}) for key, when in absent]
    # An accelerator on spot nodes has nothing to avoid, and a term that is empty matches no node.
    avoids = f"!(profile.spot && {HAS_ACCELERATOR})"
    ours = [
        Only(condition="length(profile.pools) > 0", value={"matchExpressions": [named]}),
        Only(
            condition=f"length(profile.pools) == 0 && !local.cluster_is_autopilot && {avoids}",
            value={"matchExpressions": by_labels},
        ),
    ]
    return joined_terms(data(ours), "local.written_node_terms")


def joined_terms(ours: str, written: str) -> Expression:
    """Of our terms (one at most) and of those that are written one each has to fit: a term is an alternative."""
    both = (
        f"flatten([for one in {ours} : [for other in {written} : "
        "merge(other, {matchExpressions = concat(one.matchExpressions, try(other.matchExpressions, []))})]])"
    )
    alone = (
        f"[for term in {some} : term if length({others}) == 0]" for some, others in ((ours, written), (written, ours))
    )
    return Expression(f"concat({', '.join(alone)}, {both})")


def tolerations() -> Expression:
    """Lets the server onto nodes with accelerators, which GKE does by itself, too, and onto tainted spot nodes.

    Google's documentation advises the taint for spot pools, and GKE's auto-provisioning puts it on those it makes.
    """
    accelerator = {"key": of_profile("resource"), "operator": "Exists", "effect": "NoSchedule"}
    spot = {"key": SPOT_LABEL, "operator": "Equal", "value": "true", "effect": "NoSchedule"}
    ours = [Only(condition=HAS_ACCELERATOR, value=accelerator), Only(condition="profile.spot", value=spot)]
    return Expression(f"concat({written_values.tolerations()}, {data(ours)})")


def shared_memory() -> Data:
    """The memory in which processes hand tensors to each other: half of the server's, instead of 64 MiB."""
    half = text("${floor(profile.memory_gibibytes * 512)}Mi")
    return {"name": SHARED_MEMORY, "emptyDir": {"medium": "Memory", "sizeLimit": half}}


def idle_arguments() -> list[Any]:
    """Has the server end idle kernels, and then itself: it alone knows whether a cell runs.

    JupyterHub's culler sees no activity in a cell that computes without printing, and would end it.
    """
    kernels = [
        ("MappingKernelManager.cull_idle_timeout", of_profile("kernel_idle_timeout")),
        ("MappingKernelManager.cull_interval", CULL_INTERVAL),
        # An open tab is no work; a busy kernel is, and is left alone (cull_busy is false).
        ("MappingKernelManager.cull_connected", "True"),
        ("TerminalManager.cull_inactive_timeout", of_profile("kernel_idle_timeout")),
    ]
    server = [("ServerApp.shutdown_no_activity_timeout", of_profile("server_idle_timeout"))]

    def arguments(traits: list[tuple[str, Any]]) -> list[Expression]:
        values = ((name, interpolate(value) if isinstance(value, Expression) else value) for name, value in traits)
        return [text(f"--{name}={value}") for name, value in values]

    return [
        *(Only(condition="profile.kernel_idle_timeout > 0", value=each) for each in arguments(kernels)),
        *(Only(condition="profile.server_idle_timeout > 0", value=each) for each in arguments(server)),
    ]


def image_option(*, any_image: Expression) -> Data:
    """The images of the profile, the first one chosen, and a free field by switch."""
    # A digest says nothing to people: it is left out beside a tag, and shortened without one.
    last_part = 'reverse(split("/", image))[0]'
    shown = f'replace(replace({last_part}, "/(:[^@]+)@.*/", "$1"), "/(@sha256:[0-9a-f]{{12}}).*/", "$1")'
    # What is shown may be the same for two images, and their names but for signs: the hash is not.
    key = f'join("-", [replace({shown}, "/[^A-Za-z0-9]+/", "-"), substr(sha256(image), 0, 8)])'
    choice = {
        "display_name": Expression(shown),
        "default": Expression("image == profile.images[0]"),
        "kubespawner_override": {"image": Expression("image")},
    }
    return {
        "display_name": "Image",
        "choices": Expression(f"{{for image in profile.images : {key} => {data(choice)}}}"),
        "unlisted_choice": Only(
            condition=any_image,
            value={
                "enabled": True,
                "display_name": "Image",
                "display_name_in_choices": "Another image ...",
                "validation_regex": ANY_IMAGE,
                "validation_message": "REPOSITORY:TAG",
                "kubespawner_override": {"image": "{value}"},
            },
        ),
    }


def storage_choices(*, bucket: Expression, only_dir: Expression, user_bucket_prefix: Expression) -> Data:
    """Choice -> how people read it, and what it changes in the pod, whose home is a disk if nothing does.

    They are of the `profile`, whose resources the sidecar of a bucket shares.
    """
    with_sidecar = {"extra_annotations": ephemeral_storage.sidecar(), **ephemeral_storage.beside_sidecar()}
    directory = f'{only_dir} ? ",only-dir={{username}}" : ""'
    disk: Data = {}
    shared = with_sidecar | {
        "volumes": {DATA_VOLUME: {"name": DATA_VOLUME, "csi": fuse(bucket, interpolate(directory))}},
        "volume_mounts": {DATA_VOLUME: {"name": DATA_VOLUME, "mountPath": DATA_MOUNT}},
    }
    gcsfuse = with_sidecar | {
        # null takes the claim out of the home volume.
        "storage_pvc_ensure": False,
        "environment": OUTSIDE_OF_A_BUCKET,
        "volumes": {
            home_volume(): {
                "name": home_volume(),
                "persistentVolumeClaim": None,
                "csi": fuse(text(f"{interpolate(user_bucket_prefix)}-{{username}}")),
            }
        },
        # The home's own directory of a shared disk is none of a person's own bucket.
        "volume_mounts": {
            home_volume(): {
                "name": home_volume(),
                "mountPath": written_values.either("storage.homeMountPath", HOME_MOUNT),
                "subPath": None,
            }
        },
    }
    changes = {"disk": disk, "shared": shared, "gcsfuse": gcsfuse}
    titles = STORAGE_CHOICES | {"disk": disk_title()}
    return {name: {"display_name": title, "kubespawner_override": changes[name]} for name, title in titles.items()}


def disk_title() -> Expression:
    """How people read the choice of the home as it is: `singleuser.storage.type` says what it is."""
    own_home = f"contains(local.written_paths, {written_values.either('storage.homeMountPath', HOME_MOUNT)})"
    without_disk = f'{written_values.STORAGE_TYPE} == "none" && !{own_home} ? "Default (nothing is kept)" : "Default"'
    by_default = json.dumps(STORAGE_CHOICES["disk"])
    return Expression(f'{written_values.STORAGE_TYPE} == "dynamic" ? {by_default} : {without_disk}')


def home_volume() -> Expression:
    """The chart's name of the home volume."""
    return written_values.either("storage.dynamic.volumeNameTemplate", HOME)


def fuse(bucket: Expression, more_options: str = "") -> Data:
    """A volume by the Cloud Storage FUSE CSI driver; `{username}` in it is KubeSpawner's name for the person."""
    uid, gid = written_values.either("uid", NOTEBOOK_UID), written_values.either("fsGid", NOTEBOOK_GID)
    options = f"implicit-dirs,uid={interpolate(uid)},gid={interpolate(gid)}{more_options}"
    return {
        "driver": FUSE_DRIVER,
        "volumeAttributes": {"bucketName": bucket, "mountOptions": text(options)},
    }
