"""What is refused of JupyterHub's variables. Plan-time functions, each with the sentence for what it refuses."""

from jupyter_on_gke.jupyterhub.names import key_of, pairs_of, written_namespace, written_service_account
from jupyter_on_gke.plan_time import as_json, distinct, matches, plan_time, trimmed

ROLE = "^((projects|organizations)/[-a-z0-9]+/)?roles/[A-Za-z0-9_.]+$"
GKES_NAMESPACES = "^(default|kube-(system|public|node-lease)|gmp-(system|public)|gke-managed-.*)$"
"""Each cluster on GKE has them."""

LABEL_NAME = "[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?"
LABEL_PREFIX = "([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?"
LABEL = f"^{LABEL_PREFIX}{LABEL_NAME}=({LABEL_NAME})?$"
CHARTS_LABELS = "^(app|component|release|chart|heritage)=|^(app[.]kubernetes[.]io|hub[.]jupyter[.]org)/"
"""By which the chart finds its pods."""

# Characters that Google and Kubernetes give to names.
CLUSTER_NAME, ACCOUNT_NAME, NAMESPACE_NAME = 40, 30, 63


@plan_time
def roles_have_their_form(notebook_project_roles: list[str]) -> str:
    """Refuses what is no name of a role."""
    wrong = [role for role in notebook_project_roles if not matches(ROLE, role)]
    if len(wrong) > 0:
        return (
            f"notebook_project_roles has {', '.join(wrong)}: write roles like roles/bigquery.jobUser or "
            "projects/PROJECT/roles/NAME."
        )
    return ""


@plan_time
def prefix_leaves_room(
    goog_cm_deployment_name: str,
    cluster_name: str,
    workload_identity_service_account: str,
    gcp_and_k8s_service_account: str,
    kubernetes_namespace: str,
    namespace: str,
) -> str:
    """Refuses a prefix with which a name is too long."""
    account = written_service_account(workload_identity_service_account, gcp_and_k8s_service_account)
    of_account = ACCOUNT_NAME - len(account)
    of_namespace = NAMESPACE_NAME - len(written_namespace(kubernetes_namespace, namespace))
    left = min(CLUSTER_NAME - len(cluster_name), min(of_account, of_namespace))
    # A hyphen stands between the two.
    if goog_cm_deployment_name == "" or len(goog_cm_deployment_name) < left:
        return ""
    return (
        f'goog_cm_deployment_name is "{goog_cm_deployment_name}", which makes a cluster name longer than 40, a service '
        "account name longer than 30 or a namespace longer than 63 characters: write a shorter one."
    )


@plan_time
def created_namespace_is_new(
    create_namespace: bool, goog_cm_deployment_name: str, kubernetes_namespace: str, namespace: str
) -> str:
    """Refuses to create a namespace that every cluster has."""
    name = written_namespace(kubernetes_namespace, namespace)
    if not create_namespace or goog_cm_deployment_name != "" or not matches(GKES_NAMESPACES, name):
        return ""
    return (
        f'create_namespace is true, but the namespace is "{name}", which every cluster has: write another '
        "kubernetes_namespace, or create_namespace = false for one that is there."
    )


@plan_time
def labels_have_their_form(additional_labels: str) -> str:
    """Refuses what is no label of Kubernetes."""
    if additional_labels == "" or all(matches(LABEL, pair) for pair in pairs_of(additional_labels)):
        return ""
    return (
        f'additional_labels is "{additional_labels}": write key=value pairs of Kubernetes labels, joined by commas '
        "(team=research,env=prod)."
    )


@plan_time
def labels_have_each_key_once(additional_labels: str) -> str:
    """Refuses a key that is there twice."""
    keys = [key_of(pair) for pair in pairs_of(additional_labels)]
    if len(distinct(keys)) == len(keys):
        return ""
    return f'additional_labels is "{additional_labels}", which gives one key twice: write each key once.'


@plan_time
def labels_are_not_the_charts(additional_labels: str) -> str:
    """Refuses keys that the chart's selectors have."""
    if all(not matches(CHARTS_LABELS, pair) for pair in pairs_of(additional_labels)):
        return ""
    return (
        f'additional_labels is "{additional_labels}", which has a key that the chart finds its pods by: write other '
        "keys than app, component, release, app.kubernetes.io/ and hub.jupyter.org/."
    )


@plan_time
def image_is_exact(notebook_image: str) -> str:
    """Refuses the tag that moves."""
    if notebook_image.endswith(":latest"):
        return f'notebook_image is "{notebook_image}", which means another image each day: write an exact tag.'
    return ""


@plan_time
def values_are_a_map(jupyterhub_values: str, parsed: object) -> str:
    """Refuses text that is no YAML map; `parsed` is what Terraform reads in it, which takes mere comments for none."""
    is_empty = all(matches("^(#.*|---)?$", trimmed(line)) for line in jupyterhub_values.split("\n"))
    if is_empty or as_json(parsed).startswith("{"):
        return ""
    return (
        "jupyterhub_values is no YAML map: write the chart's values as key: value lines, like "
        "singleuser: {startTimeout: 600}."
    )
