"""What stops a plan: values of the chart that no profile can be joined with, each with what to write instead.

What is written under `singleuser` is joined with what profiles override (written_values.py), is passed through to the
chart, or is refused here. Plan-time functions, each with the sentence for what it refuses. Most say nothing where a
profile list of one's own is there, with which nothing has to be joined.
"""

from jupyter_on_gke.plan_time import as_json, as_number, as_text, at, matches, plan_time
from jupyter_on_gke.profiles.images import IMAGE_FORM, IMAGE_REFERENCE, NOTEBOOK_IMAGE
from jupyter_on_gke.profiles.profile import Settled
from jupyter_on_gke.variables.memory import memory_amount
from jupyter_on_gke.written.amounts import WrittenCpu, WrittenMemory
from jupyter_on_gke.written.pods import requires_node_purpose

FITS_SPAWNER = "^([0-9]+([.][0-9]+)?)([KMGT])$"
"""Memory as KubeSpawner takes it, beside bytes."""


@plan_time
def is_text(value: object) -> bool:
    """Whether it is a text, and no number or truth."""
    return as_json(value).startswith('"')


@plan_time
def is_memory(value: object) -> bool:
    """Whether KubeSpawner takes it for an amount of memory, or it is not there."""
    text = as_text(value)
    amount = as_number(value)
    if is_text(value):
        return text is not None and matches(FITS_SPAWNER, text)
    return value is None or (amount is not None and amount > 0)


@plan_time
def is_cpu(value: object) -> bool:
    """Whether KubeSpawner takes it for a number of CPUs, or it is not there."""
    amount = as_number(value)
    return value is None or (not is_text(value) and amount is not None and amount > 0)


@plan_time
def memory_is_the_spawners(written_singleuser: dict[str, object]) -> str:
    """Refuses memory that KubeSpawner does not take."""
    memory = at(written_singleuser, "memory")
    if all(is_memory(amount) for amount in [at(memory, "guarantee"), at(memory, "limit")]):
        return ""
    return (
        f"jupyterhub_values has singleuser.memory = {as_json(memory)}, which KubeSpawner does not take: write bytes, "
        "or a number and K, M, G or T, like 4G."
    )


@plan_time
def cpu_is_the_spawners(written_singleuser: dict[str, object]) -> str:
    """Refuses CPUs that KubeSpawner does not take."""
    cpu = at(written_singleuser, "cpu")
    if all(is_cpu(amount) for amount in [at(cpu, "guarantee"), at(cpu, "limit")]):
        return ""
    return (
        f"jupyterhub_values has singleuser.cpu = {as_json(cpu)}, which KubeSpawner does not take: write numbers of "
        "CPUs above 0, like 0.5."
    )


@plan_time
def is_cpu_above_its_limit(cpu: WrittenCpu) -> bool:
    """Whether both are written, and the guarantee is more."""
    return cpu.guarantee is not None and cpu.limit is not None and cpu.guarantee > cpu.limit


@plan_time
def is_memory_above_its_limit(memory: WrittenMemory) -> bool:
    """Whether both are written, and the guarantee is more."""
    amounts = [memory_amount(each) for each in [memory.guarantee, memory.limit] if each is not None]
    return len(amounts) == 2 and amounts[0] > amounts[1]


@plan_time
def guarantees_are_within_limits(written_cpu: WrittenCpu, written_memory: WrittenMemory) -> str:
    """Refuses a guarantee above its limit."""
    if is_cpu_above_its_limit(written_cpu) or is_memory_above_its_limit(written_memory):
        return (
            "jupyterhub_values has a guarantee above its limit in singleuser.cpu or singleuser.memory: write a limit "
            "that is not smaller, or leave it out."
        )
    return ""


@plan_time
def amounts_are_in_one_place(
    has_own_profile_list: bool, written_cpu: WrittenCpu, written_memory: WrittenMemory, profiles: list[object]
) -> str:
    """Refuses amounts beside those of profiles."""
    has_cpu = written_cpu.guarantee is not None or written_cpu.limit is not None
    has_memory = written_memory.guarantee is not None or written_memory.limit is not None
    if has_own_profile_list or len(profiles) == 0 or not (has_cpu or has_memory):
        return ""
    return (
        "jupyterhub_values has singleuser.cpu or singleuser.memory, but profiles have these themselves: write "
        "cpu_guarantee, cpu_limit, memory_guarantee and memory_limit in profiles."
    )


@plan_time
def image_is_whole(has_own_profile_list: bool, written_singleuser: dict[str, object]) -> str:
    """Refuses a name without a tag, and a tag without a name."""
    has_name = at(written_singleuser, "image.name") is not None
    has_tag = at(written_singleuser, "image.tag") is not None
    if has_own_profile_list or has_name == has_tag:
        return ""
    return "jupyterhub_values has singleuser.image with one of name and tag: write both, or notebook_image instead."


@plan_time
def is_exact(name: str | None, tag: str | None) -> bool:
    """Whether they are of the form that every image has here."""
    return name is not None and tag is not None and tag != "latest" and matches(IMAGE_REFERENCE, f"{name}:{tag}")


@plan_time
def written_image_is_exact(has_own_profile_list: bool, written_singleuser: dict[str, object]) -> str:
    """Refuses an image that is another one each day, or that nobody finds."""
    name = at(written_singleuser, "image.name")
    tag = at(written_singleuser, "image.tag")
    if has_own_profile_list or name is None or tag is None or (is_text(tag) and is_exact(as_text(name), as_text(tag))):
        return ""
    return (
        "jupyterhub_values has a singleuser.image that is not exact: write name and tag (a text) of "
        f"{IMAGE_FORM}, no tag latest."
    )


@plan_time
def image_is_in_one_place(
    has_own_profile_list: bool, written_singleuser: dict[str, object], notebook_image: str
) -> str:
    """Refuses an image beside the variable."""
    has_image = at(written_singleuser, "image.name") is not None
    if has_own_profile_list or not has_image or notebook_image == NOTEBOOK_IMAGE:
        return ""
    return "jupyterhub_values has singleuser.image beside notebook_image: write notebook_image alone."


@plan_time
def idle_servers_end(has_own_profile_list: bool, written_singleuser: dict[str, object], profiles: list[Settled]) -> str:
    """Refuses what would leave a profile's times without effect."""
    has_command = "cmd" in written_singleuser
    starts_images_own = as_json(at(written_singleuser, "cmd")) in ("null", "[]", '""')
    are_timed = any(
        (profile.kernel_idle_timeout is not None and profile.kernel_idle_timeout > 0)
        or (profile.server_idle_timeout is not None and profile.server_idle_timeout > 0)
        for profile in profiles
    )
    if has_own_profile_list or not (has_command and starts_images_own and are_timed):
        return ""
    return (
        "jupyterhub_values has no command in singleuser.cmd, so that the image's own one starts, which takes no "
        "arguments, and idle servers never end: write cmd: start-singleuser.py, which sets up the same in images of "
        "Jupyter's, or profiles with kernel_idle_timeout = 0 and server_idle_timeout = 0."
    )


@plan_time
def nodes_have_a_purpose(
    has_own_profile_list: bool, written_values: dict[str, object], cluster_is_autopilot: bool, create_cluster: bool
) -> str:
    """Refuses to require a label that no node has."""
    if (
        has_own_profile_list
        or not requires_node_purpose(written_values)
        or not (cluster_is_autopilot or create_cluster)
    ):
        return ""
    return (
        "jupyterhub_values has scheduling.userPods.nodeAffinity.matchNodePurpose: require, but no node of this cluster "
        "has the label hub.jupyter.org/node-purpose: leave it out, and write node_pool or node_selector in profiles."
    )


@plan_time
def list_is_in_one_place(has_own_profile_list: bool, profiles: list[object]) -> str:
    """Refuses a profile list beside profiles."""
    if has_own_profile_list and len(profiles) > 0:
        return "jupyterhub_values has singleuser.profileList, which replaces profiles: write only one of them."
    return ""


@plan_time
def environment_is_a_map(written_singleuser: dict[str, object]) -> str:
    """Refuses the form that pods have."""
    if as_json(at(written_singleuser, "extraEnv")).startswith("["):
        return (
            "jupyterhub_values has a list in singleuser.extraEnv, which KubeSpawner does not take: write NAME: value "
            "lines."
        )
    return ""


@plan_time
def metadata_server_is_there(
    written_singleuser: dict[str, object], cluster_is_autopilot: bool, notebooks_use_google: bool
) -> str:
    """Refuses a container that Autopilot refuses, and that takes the way to buckets."""
    blocks = as_json(at(written_singleuser, "cloudMetadata.blockWithIptables")) == "true"
    if not blocks or not (cluster_is_autopilot or notebooks_use_google):
        return ""
    return (
        "jupyterhub_values has singleuser.cloudMetadata.blockWithIptables, whose privileged container Autopilot "
        "refuses and which takes the metadata server from buckets: leave it out, the network policy sees to that."
    )


@plan_time
def pods_have_their_own_names(written_singleuser: dict[str, object]) -> str:
    """Refuses one name of a pod for everybody."""
    name = at(written_singleuser, "podNameTemplate")
    text = as_text(name)
    if name is None or (text is not None and "{" in text):
        return ""
    return (
        "jupyterhub_values has a singleuser.podNameTemplate that is the same for everybody: write one with {username}."
    )
