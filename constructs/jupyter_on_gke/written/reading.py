"""What is written in `jupyterhub_values`. Plan-time functions."""

from jupyter_on_gke.plan_time import as_json, as_text, at, elements, entries, plan_time, present

FUSE_DRIVER = "gcsfuse.csi.storage.gke.io"


@plan_time
def text_or(value: object, otherwise: str) -> str:
    """A text or number as text; another one for nothing."""
    text = as_text(value)
    return text if text is not None and text != "" else otherwise


@plan_time
def written_values(written_document: object) -> dict[str, object]:
    """The keys that have a value: of one without, which is null, helm takes all that the chart has there."""
    return present(entries(written_document))


@plan_time
def written_text(written_document: object, yaml: str, written_values: dict[str, object]) -> str:
    """What the chart gets: the text as it is, where every key has a value."""
    if len(written_values) == 0:
        return ""
    return yaml if len(entries(written_document)) == len(written_values) else as_json(written_values)


@plan_time
def written_singleuser(written_values: dict[str, object]) -> dict[str, object]:
    """What is written for servers."""
    return entries(at(written_values, "singleuser"))


@plan_time
def has_own_profile_list(written_singleuser: dict[str, object]) -> bool:
    """Whether a profile list of one's own stands in for all profiles, with which nothing has to be joined."""
    return "profileList" in written_singleuser


@plan_time
def mounts_own_bucket(written_values: dict[str, object]) -> bool:
    """Whether a volume of one's own is a bucket."""
    return FUSE_DRIVER in as_json(written_values)


@plan_time
def written_image(written_singleuser: dict[str, object], notebook_image: str) -> str:
    """The image that is written, else the one of all notebooks."""
    name = as_text(at(written_singleuser, "image.name"))
    tag = as_text(at(written_singleuser, "image.tag"))
    return f"{name}:{tag}" if name is not None and tag is not None else notebook_image


@plan_time
def written_arguments(written_values: dict[str, object]) -> list[object]:
    """Arguments of the notebook server that are written for JupyterHub's configuration."""
    of_kubespawner = at(written_values, "hub.config.KubeSpawner.args")
    has_own = of_kubespawner is not None
    return elements(of_kubespawner if has_own else at(written_values, "hub.config.Spawner.args"))
