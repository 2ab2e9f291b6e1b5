"""The variables of JupyterHub, its namespace and its identity."""

import json

from jupyter_on_gke.profiles.images import IMAGE_FORM, IMAGE_REFERENCE, NOTEBOOK_IMAGE
from jupyter_on_gke.variables.variable import Validation, Variable, alias, dns_label, either, pattern

CHART_REPOSITORY = "https://hub.jupyter.org/helm-chart/"
CHART_VERSION = "4.4.0"
CHART_IS_FOLDER = 'can(regex("^[./]", var.jupyterhub_chart))'
CHART_IS_WHOLE_ADDRESS = 'can(regex("^([./]|oci://)", var.jupyterhub_chart))'

LABEL_NAME = "[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?"
LABEL_PREFIX = "([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?"
LABELS = f"^{LABEL_PREFIX}{LABEL_NAME}=({LABEL_NAME})?$"

CHARTS_LABELS = "^(app|component|release|chart|heritage)=|^(app[.]kubernetes[.]io|hub[.]jupyter[.]org)/"

SERVICE_ACCOUNT = "^[a-z][-a-z0-9]{4,28}[a-z0-9]$"
SERVICE_ACCOUNT_FORM = "6 to 30 lowercase letters, digits and hyphens, starting with a letter"


ROLE = "^((projects|organizations)/[-a-z0-9]+/)?roles/[A-Za-z0-9_.]+$"
NO_ROLES = f'[for role in var.notebook_project_roles : role if !can(regex("{ROLE}", role))]'

COMMENT = json.dumps(r"^\s*(#.*|---\s*)?$")
ONLY_COMMENTS = f'alltrue([for line in split("\\n", var.jupyterhub_values) : can(regex({COMMENT}, line))])'
"""Such a text is no YAML to Terraform."""

NAMESPACE = either("kubernetes_namespace", "namespace", "ai-on-gke")
THERE = f'can(regex("^(default|kube-(system|public|node-lease)|gmp-(system|public)|gke-managed-.*)$", {NAMESPACE}))'
"""Whether the namespace is one that each cluster on GKE has."""

SERVICE_ACCOUNT_NAME = either("workload_identity_service_account", "gcp_and_k8s_service_account", "jupyter-sa")
"""The name as far as it is not made of what it belongs to."""

OWN_SERVICE_ACCOUNT_NAME = (
    'var.create_service_account && var.workload_identity_service_account == "" && '
    'var.gcp_and_k8s_service_account == "" ? "jupyter-sa-${local.digest}" : ' + SERVICE_ACCOUNT_NAME
)
"""To Google, accounts of one name in namespaces of one name are one identity in all clusters of a project."""


def service_account_check(name: str) -> Validation:
    """The value of `name` must be a name that both Google and Kubernetes take."""
    return pattern(name, SERVICE_ACCOUNT, SERVICE_ACCOUNT_FORM, optional=True)


VARIABLES = (
    Variable(
        name="kubernetes_namespace",
        default="",
        effective="ai-on-gke",
        description="Namespace of JupyterHub, ai-on-gke by default. Keep it to JupyterHub alone: the "
        "hub may read every secret in it, and who may write in it is everybody there. To Google, a namespace and an "
        "account of the same names in another cluster of the project are the same. A change recreates JupyterHub and "
        "deletes all home directories with the old namespace.",
        validations=(dns_label("kubernetes_namespace", optional=True),),
    ),
    alias(
        "namespace",
        "kubernetes_namespace",
        description="Namespace of JupyterHub.",
        check=dns_label("namespace", optional=True),
    ),
    Variable(
        name="workload_identity_service_account",
        default="",
        effective="jupyter-sa-<digest>; jupyter-sa with create_service_account = false",
        description="Name of the Kubernetes service account of notebooks, by default jupyter-sa and a digest of "
        "cluster, location and namespace, so that notebooks of two clusters in a project are not one identity to "
        "Google; and with create_service_account = false of the Google service account that they act as, jupyter-sa by "
        "default. An account that is there keeps its name, whatever is written here afterwards: for another one, apply "
        "with -replace='kubernetes_service_account_v1.notebooks_kubernetes[0]' and start the notebooks anew.",
        validations=(service_account_check("workload_identity_service_account"),),
    ),
    alias(
        "gcp_and_k8s_service_account",
        "workload_identity_service_account",
        description="Name of the service account of notebooks.",
        check=service_account_check("gcp_and_k8s_service_account"),
    ),
    Variable(
        name="create_service_account",
        type="bool",
        default=True,
        description="Create the Kubernetes account, to which buckets are granted directly, as by default. False "
        "lets notebooks act as a Google account of that name that is there, and uses the Kubernetes account too if its "
        "namespace is there (with create_namespace = false); the link between them (roles/iam.workloadIdentityUser) is "
        "yours. A change takes effect when a notebook is started anew.",
    ),
    Variable(
        name="notebook_project_roles",
        type="list(string)",
        default=[],
        description="Roles in the project for every notebook, and so for everybody who can start one, like "
        "roles/bigquery.jobUser. None by default. The blueprint's were roles/compute.networkViewer, roles/viewer, "
        "roles/cloudsql.client, roles/artifactregistry.reader, roles/storage.admin, roles/iam.serviceAccountAdmin, "
        "roles/iam.serviceAccountTokenCreator and roles/compute.loadBalancerServiceUser: with the last but one, "
        "anybody can become any account of the project. A change is made in place.",
        validations=(
            Validation(
                condition=f"length({NO_ROLES}) == 0",
                message=f'notebook_project_roles has ${{join(", ", {NO_ROLES})}}: write roles like '
                "roles/bigquery.jobUser or projects/PROJECT/roles/NAME.",
            ),
        ),
    ),
    Variable(
        name="goog_cm_deployment_name",
        default="",
        effective="no prefix",
        description="Marketplace's deployment name. When set, it and a hyphen go before the namespace, "
        "the cluster's name and the service account's name. By default they are taken as they are. "
        "A change recreates what carries those names.",
        validations=(
            pattern(
                "goog_cm_deployment_name",
                "^[a-z]([-a-z0-9]{0,22}[a-z0-9])?$",
                "1 to 24 lowercase letters, digits and hyphens, starting with a letter",
                optional=True,
            ),
            Validation(
                condition='var.goog_cm_deployment_name == "" || alltrue([for name in '
                f"[[var.cluster_name, 40], [{SERVICE_ACCOUNT_NAME}, 30], [{NAMESPACE}, 63]] : "
                "length(name[0]) + length(var.goog_cm_deployment_name) < name[1]])",
                message='goog_cm_deployment_name is "${var.goog_cm_deployment_name}", which makes a '
                "cluster name longer than 40, a service account name longer than 30 or a namespace longer "
                "than 63 characters: write a shorter one.",
            ),
        ),
    ),
    Variable(
        name="create_namespace",
        type="bool",
        default=True,
        description="Create the namespace, as by default. False uses one that is there. Changing true "
        "to false deletes the namespace with all home directories.",
        validations=(
            Validation(
                condition=f'!var.create_namespace || var.goog_cm_deployment_name != "" || !({THERE})',
                message=f'create_namespace is true, but the namespace is "${{{NAMESPACE}}}", which every cluster has: '
                "write another kubernetes_namespace, or create_namespace = false for one that is there.",
            ),
        ),
    ),
    Variable(
        name="additional_labels",
        default="created-by=ai-on-gke,ai.gke.io=jupyter",
        description="Labels for the Kubernetes objects, key=value pairs joined by commas. "
        "By default created-by=ai-on-gke,ai.gke.io=jupyter. A change restarts hub and proxy.",
        validations=(
            Validation(
                condition='var.additional_labels == "" || alltrue([for pair in split(",", '
                f'var.additional_labels) : can(regex("{LABELS}", trimspace(pair)))])',
                message='additional_labels is "${var.additional_labels}": write key=value pairs of '
                "Kubernetes labels, joined by commas (team=research,env=prod).",
            ),
            Validation(
                condition='var.additional_labels == "" || length(distinct([for pair in split(",", '
                'var.additional_labels) : split("=", trimspace(pair))[0]])) == '
                'length(split(",", var.additional_labels))',
                message='additional_labels is "${var.additional_labels}", which gives one key twice: '
                "write each key once.",
            ),
            Validation(
                condition='alltrue([for pair in split(",", var.additional_labels) : '
                f'!can(regex("{CHARTS_LABELS}", trimspace(pair)))])',
                message='additional_labels is "${var.additional_labels}", which has a key that the chart finds its '
                "pods by: write other keys than app, component, release, app.kubernetes.io/ and hub.jupyter.org/.",
            ),
        ),
    ),
    Variable(
        name="notebook_image",
        default=NOTEBOOK_IMAGE,
        description=f"Image of the notebooks with an exact tag or digest, {NOTEBOOK_IMAGE} by default. "
        "Another one is offered on every profile that names no images, before those with CUDA or for TPUs. "
        "A change takes effect when a notebook is started anew.",
        validations=(
            pattern(
                "notebook_image",
                IMAGE_REFERENCE,
                IMAGE_FORM,
            ),
            Validation(
                condition='!endswith(var.notebook_image, ":latest")',
                message='notebook_image is "${var.notebook_image}", which means another image each day: '
                "write an exact tag.",
            ),
        ),
    ),
    Variable(
        name="jupyterhub_chart",
        default="jupyterhub",
        description="JupyterHub's Helm chart: its name in jupyterhub_chart_repository (jupyterhub, the "
        "default), an oci:// reference, or a folder (a path that starts with / or .), which then is "
        "taken without repository and version.",
        validations=(
            pattern(
                "jupyterhub_chart",
                r"^([-a-z0-9]+|oci://[-a-zA-Z0-9._:/]+|[./].*)$",
                "the chart's name, an oci:// reference or a folder's path that starts with / or ./",
            ),
        ),
    ),
    Variable(
        name="jupyterhub_chart_repository",
        default=CHART_REPOSITORY,
        description=f"Address of the chart repository, JupyterHub's own ({CHART_REPOSITORY}) by "
        "default; a mirror's for closed networks.",
        validations=(pattern("jupyterhub_chart_repository", "^(https|oci)://.+$", "an https:// or oci:// address"),),
    ),
    Variable(
        name="jupyterhub_chart_version",
        default=CHART_VERSION,
        description=f"Exact version of the chart, {CHART_VERSION} by default. The values are made for "
        "that version; read the chart's upgrade notes before a change.",
        validations=(
            pattern(
                "jupyterhub_chart_version",
                r"^[0-9]+\.[0-9]+\.[0-9]+([-+][-+.0-9A-Za-z]+)?$",
                f"an exact version like {CHART_VERSION}",
            ),
        ),
    ),
    Variable(
        name="jupyterhub_values",
        default="",
        effective="none",
        description="Any values of the JupyterHub chart, as YAML text (a heredoc), merged last over "
        "ours: maps key by key, lists and scalars replaced. None by default. What is under singleuser holds for every "
        "profile (docs/profiles.md); what no profile can be joined with is refused. It can undo every "
        "setting here, the network policies and the authenticator included.",
        validations=(
            Validation(
                condition=f"{ONLY_COMMENTS} || can(keys(yamldecode(var.jupyterhub_values)))",
                message="jupyterhub_values is no YAML map: write the chart's values as key: value lines, "
                "like singleuser: {startTimeout: 600}.",
            ),
        ),
    ),
)
