"""The prefix of names that Marketplace wants: the deployment's name."""

from jupyter_on_gke.plan_time import plan_time


@plan_time
def prefixed(name: str, goog_cm_deployment_name: str) -> str:
    """The name with the deployment's name and a hyphen before it; as it is where that is empty."""
    return name if goog_cm_deployment_name == "" else f"{goog_cm_deployment_name}-{name}"
