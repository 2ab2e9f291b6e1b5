"""Rules and a value of our own: Python for editors, type checkers and tests; Terraform evaluates them in the plan."""

from jupyter_on_gke.plan_time import plan_time


@plan_time
def costs_are_told_apart(resource_labels: dict[str, str]) -> str:
    """Our bills are by cost center."""
    if "cost-center" in resource_labels:
        return ""
    return "resource_labels has no cost-center: write the number of the project's cost center."


@plan_time
def is_in_europe(cluster_location: str) -> str:
    """Our data stays here."""
    if cluster_location.startswith("europe-"):
        return ""
    return f'cluster_location is "{cluster_location}": write a region in Europe.'


@plan_time
def cost_center(resource_labels: dict[str, str]) -> str:
    """Whom the bill is sent to."""
    return resource_labels.get("cost-center", "nobody")
