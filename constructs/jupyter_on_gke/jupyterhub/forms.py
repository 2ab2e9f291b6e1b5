"""Settings in the form in which the chart, JupyterHub and Google take them. Plan-time functions."""

from jupyter_on_gke.plan_time import as_json, as_text, plan_time, without


@plan_time
def image_name(image: str) -> str:
    """What stands before the tag, which the chart adds after a colon: TAG, TAG@sha256:DIGEST, or DIGEST alone."""
    return without(":[^:/@]+(@sha256:[^:]+)?$", image)


@plan_time
def image_tag(image: str) -> str:
    """The tag of an image, with a digest that follows it; of "REPOSITORY@sha256:DIGEST" the digest."""
    return image.removeprefix(f"{image_name(image)}:")


@plan_time
def default_backend(backend_config: str) -> str:
    """The annotation that has all ports of a service go by a BackendConfig."""
    return as_json({"default": backend_config})


@plan_time
def switch(on: bool) -> str:
    """A truth for JupyterHub's environment."""
    return "1" if on else "0"


@plan_time
def address_where(condition: bool, host: str) -> str:
    """The address of a host; elsewhere an empty text."""
    return f"https://{host}" if condition else ""


@plan_time
def page_of(host: str) -> str:
    """The address of a host's first page."""
    return f"https://{host}/"


@plan_time
def gibibytes(size: int) -> str:
    """So many GiB, as Kubernetes writes them."""
    return f"{size}Gi"


@plan_time
def seconds(days: int) -> int:
    """So many days."""
    return days * 86400


@plan_time
def digits(number: object) -> str | None:
    """A number as the text that the hub takes."""
    return as_text(number)
