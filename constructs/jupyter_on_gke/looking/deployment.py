"""Which deployment is looked at: from Terraform's outputs, a file of them, or what is written on the command line."""

from dataclasses import dataclass, replace
from pathlib import Path

from jupyter_on_gke.looking.programs import CannotLookError, Json, document, run
from jupyter_on_gke.looking.terraform import reading_terraform

STACK = Path("cdktf.out/stacks/jupyter")
NAMESPACE = "ai-on-gke"
"""The default of the variable kubernetes_namespace."""


@dataclass(frozen=True, kw_only=True)
class Deployment:
    """Where a hub is. `host`, `servers_host` and `address` are "" without IAP, as the outputs are.

    `credentials` is the command after which kubectl reaches the cluster, "" where nobody said the cluster.
    """

    namespace: str = NAMESPACE
    host: str = ""
    servers_host: str = ""
    address: str = ""
    uri: str = ""
    project: str = ""
    cluster: str = ""
    location: str = ""
    credentials: str = ""

    @property
    def context(self) -> str:
        """The name that get-credentials gives the cluster in kubectl's configuration; "" if nobody said the cluster."""
        return f"gke_{self.project}_{self.location}_{self.cluster}" if self.cluster else ""


@dataclass(frozen=True, kw_only=True)
class Written:
    """What is on the command line; None where nothing is."""

    folder: Path | None = None
    outputs: Path | None = None
    namespace: str | None = None
    host: str | None = None
    address: str | None = None

    @property
    def is_enough(self) -> bool:
        """Whether Terraform need not be asked."""
        return self.namespace is not None and self.folder is None and self.outputs is None

    @property
    def says_no_host(self) -> bool:
        """Whether nobody says the hub's host, neither with nor without a name: the cluster has to."""
        return self.is_enough and self.host is None


def deployment(written: Written) -> Deployment:
    """The deployment that is meant. What is written on the command line is heard before outputs."""
    found = Deployment() if written.is_enough else of_outputs(_outputs(written))
    named = {"namespace": written.namespace, "host": written.host, "address": written.address}
    found = replace(found, **{name: text for name, text in named.items() if text is not None})
    for host in (found.host, found.servers_host):
        _check_name(host)
    return found


def of_outputs(outputs: Json) -> Deployment:
    """From what `terraform output -json` prints."""
    if not isinstance(outputs, dict) or not isinstance(outputs.get("kubernetes_namespace"), dict):
        raise CannotLookError(
            "The outputs have no kubernetes_namespace: apply first, or name the stack's folder with --dir, or write "
            "--namespace"
        )

    def output(name: str) -> str:
        return str((outputs.get(name) or {}).get("value") or "")

    cluster, location, project = output("gke_cluster_name"), output("gke_cluster_location"), output("project_id")
    # Of a state that an older version applied.
    by_name = f"gcloud container clusters get-credentials {cluster} --location {location} --project {project}"
    return Deployment(
        namespace=output("kubernetes_namespace"),
        host=output("domain"),
        servers_host=output("servers_domain"),
        address=output("jupyterhub_ip_address"),
        uri=output("jupyterhub_uri"),
        project=project,
        cluster=cluster,
        location=location,
        credentials=output("kubectl_credentials") or by_name,
    )


def _check_name(host: str) -> None:
    """Raises CannotLookError where no resolver can be asked for a name."""
    try:
        host.encode("idna")
    except UnicodeError:
        raise CannotLookError(f"{host} is no name of a host: write one as jupyter.example.com") from None


def _outputs(written: Written) -> Json:
    if written.outputs is not None:
        try:
            text = written.outputs.read_text(encoding="utf-8", errors="replace")
        except OSError as error:
            raise CannotLookError(f"{written.outputs} cannot be read ({error.strerror})") from None
        return document(text, str(written.outputs))
    folder = written.folder or STACK
    if not folder.is_dir():
        raise CannotLookError(f"{folder} is not there: name the stack's folder with --dir, or write --namespace")
    program = reading_terraform()
    done = run(program, "output", "-json", "-no-color", folder=folder)
    if done.code != 0:
        raise CannotLookError(f"{program} output in {folder} says: {done.complaint}")
    return document(done.out, f"{program} output -json")
