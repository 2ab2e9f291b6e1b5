"""What JupyterHub and its parts are called, and the labels that they have. Plan-time functions."""

from jupyter_on_gke.plan_time import plan_time, trimmed, without
from jupyter_on_gke.variables.prefix import prefixed
from jupyter_on_gke.variables.variable import first_written

SERVICE_ACCOUNT = "jupyter-sa"


@plan_time
def written_namespace(kubernetes_namespace: str, namespace: str) -> str:
    """The namespace as it was written, under either of its names."""
    return first_written(kubernetes_namespace, namespace, "ai-on-gke")


@plan_time
def namespace(kubernetes_namespace: str, namespace: str, goog_cm_deployment_name: str) -> str:
    """The namespace of JupyterHub."""
    return prefixed(written_namespace(kubernetes_namespace, namespace), goog_cm_deployment_name)


@plan_time
def ready_namespace(made: str | None, namespace: str) -> str:
    """The namespace, for what is made in it: it comes later and goes earlier."""
    return made if made is not None else namespace


@plan_time
def written_service_account(workload_identity_service_account: str, gcp_and_k8s_service_account: str) -> str:
    """The name of notebooks' account as far as it is not made of what it belongs to."""
    return first_written(workload_identity_service_account, gcp_and_k8s_service_account, SERVICE_ACCOUNT)


@plan_time
def service_account(
    workload_identity_service_account: str,
    gcp_and_k8s_service_account: str,
    create_service_account: bool,
    digest: str,
    goog_cm_deployment_name: str,
) -> str:
    """The name of notebooks' account.

    To Google, accounts of one name in namespaces of one name are one identity in all clusters of a project.
    """
    is_written = workload_identity_service_account != "" or gcp_and_k8s_service_account != ""
    written = written_service_account(workload_identity_service_account, gcp_and_k8s_service_account)
    own = f"{SERVICE_ACCOUNT}-{digest}" if create_service_account and not is_written else written
    return prefixed(own, goog_cm_deployment_name)


@plan_time
def pairs_of(additional_labels: str) -> list[str]:
    """The pairs that were written, each key=value."""
    return [trimmed(pair) for pair in additional_labels.split(",")]


@plan_time
def key_of(pair: str) -> str:
    """What stands before the =."""
    return without("=.*$", pair)


@plan_time
def labels(additional_labels: str) -> dict[str, str]:
    """The labels of the Kubernetes objects."""
    return {key_of(pair): without("^[^=]*=", pair) for pair in pairs_of(additional_labels) if pair != ""}
