"""The variables of JupyterHub, its namespace and its identity."""

from jupyter_on_gke.expressions import decoded, var
from jupyter_on_gke.jupyterhub import variable_checks
from jupyter_on_gke.profiles.images import IMAGE_FORM, IMAGE_REFERENCE, NOTEBOOK_IMAGE
from jupyter_on_gke.variables.variable import Validation, Variable, alias, dns_label, pattern, validation

CHART_REPOSITORY = "https://hub.jupyter.org/helm-chart/"
CHART_VERSION = "4.4.0"

SERVICE_ACCOUNT = "^[a-z][-a-z0-9]{4,28}[a-z0-9]$"
SERVICE_ACCOUNT_FORM = "6 to 30 lowercase letters, digits and hyphens, starting with a letter"


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
        "Google; and with create_service_account = false of the Google service account that they act as, jupyter-sa "
        "by default. A change is for new deployments only, as an account that is there keeps its name: for another "
        "one, apply with -replace='kubernetes_service_account_v1.notebooks_kubernetes[0]' and start the notebooks "
        "anew.",
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
        validations=(validation(variable_checks.roles_have_their_form),),
    ),
    Variable(
        name="goog_cm_deployment_name",
        default="",
        effective="no prefix",
        description="Marketplace's deployment name. When set, it and a hyphen go before the namespace, the cluster's "
        "name and the service account's name. By default they are taken as they are. A change makes another cluster "
        "and another namespace: those that are there are destroyed, with every home directory, unless "
        "deletion_protection stops it.",
        validations=(
            pattern(
                "goog_cm_deployment_name",
                "^[a-z]([-a-z0-9]{0,22}[a-z0-9])?$",
                "1 to 24 lowercase letters, digits and hyphens, starting with a letter",
                optional=True,
            ),
            validation(variable_checks.prefix_leaves_room),
        ),
    ),
    Variable(
        name="create_namespace",
        type="bool",
        default=True,
        description="Create the namespace, as by default. False uses one that is there. Changing true "
        "to false deletes the namespace with all home directories.",
        validations=(validation(variable_checks.created_namespace_is_new),),
    ),
    Variable(
        name="additional_labels",
        default="created-by=ai-on-gke,ai.gke.io=jupyter",
        description="Labels for the Kubernetes objects, key=value pairs joined by commas. "
        "By default created-by=ai-on-gke,ai.gke.io=jupyter. A change restarts hub and proxy.",
        validations=(
            validation(variable_checks.labels_have_their_form),
            validation(variable_checks.labels_have_each_key_once),
            validation(variable_checks.labels_are_not_the_charts),
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
            validation(variable_checks.image_is_exact),
        ),
    ),
    Variable(
        name="jupyterhub_chart",
        default="jupyterhub",
        description="JupyterHub's Helm chart: its name in jupyterhub_chart_repository (jupyterhub, the default), an "
        "oci:// reference, or a folder (a path that starts with / or .), which then is taken without repository and "
        "version. A change upgrades the release in place, which restarts hub and proxy; servers that run stay.",
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
        description=f"Address of the chart repository, JupyterHub's own ({CHART_REPOSITORY}) by default; a mirror's "
        "for closed networks. A change installs the same version from there.",
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
        description="Any values of the JupyterHub chart, as YAML text (a heredoc), merged last over ours: maps key "
        "by key, lists and scalars replaced. None by default. What is under singleuser holds for every profile "
        "(docs/profiles.md); what no profile can be joined with is refused. It can undo every setting here, the "
        "network policies and the authenticator included. A change restarts the hub, and what else it is about; "
        "servers that run keep what they began with.",
        validations=(validation(variable_checks.values_are_a_map, parsed=decoded(var("jupyterhub_values"))),),
    ),
)
