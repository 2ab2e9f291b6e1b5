"""The cluster, as kubectl shows it: objects, events, logs."""

import re
from dataclasses import dataclass

from jupyter_on_gke.looking.deployment import Deployment
from jupyter_on_gke.looking.programs import CannotLookError, Done, Json, document, is_here, run

CREDENTIALS = "gcloud container clusters get-credentials CLUSTER --location LOCATION --project PROJECT"
HUB = "app=jupyterhub,component=hub"
PLUGIN = "gke-gcloud-auth-plugin"
REFUSED = "(Forbidden)"
NOT_STARTED = re.compile(r"waiting to start|a host assigned|timed out waiting|no pods")
"""What kubectl says of the log of a pod that has none yet."""


@dataclass(frozen=True, kw_only=True)
class Kubectl:
    """kubectl, for one namespace of one cluster. All methods raise CannotLookError where it gets no answer.

    `credentials` is the command that the user is told to run then.
    """

    namespace: str
    context: str
    credentials: str

    def ask(self, *arguments: str) -> str:
        """What kubectl prints."""
        context = ("--context", self.context) if self.context else ()
        done = run("kubectl", *context, "--namespace", self.namespace, "--request-timeout=20s", *arguments)
        if done.code != 0:
            raise CannotLookError(self._why(done))
        return done.out

    def objects(self, kind: str, *arguments: str) -> list[Json]:
        """All objects of a kind in the namespace."""
        found = document(self.ask("get", kind, "--output", "json", *arguments), f"kubectl get {kind}")
        items: list[Json] = found["items"]
        return items

    def log(self, of: str, since: str) -> str:
        """The log of a deployment's pod, as much as the node keeps (10 MiB by default); "" where none was started."""
        try:
            return self.ask("logs", of, f"--since={since}", "--pod-running-timeout=2s")
        except CannotLookError as error:
            if NOT_STARTED.search(str(error)):
                return ""
            raise

    def _why(self, done: Done) -> str:
        """Why there is no answer, and what helps."""
        if f"{PLUGIN} not found" in done.error:
            return (
                f"kubectl needs {PLUGIN}, which is not on the path: run gcloud components install {PLUGIN}, or where "
                f"apt brought gcloud, apt-get install google-cloud-cli-{PLUGIN}"
            )
        if REFUSED in done.complaint:
            return f"kubectl is refused ({done.complaint}): ask for a role that may read the namespace"
        return f"kubectl gets no answer ({done.complaint}): run {self.credentials}"


def kubectl(where: Deployment, context: str | None) -> Kubectl:
    """kubectl for a deployment. Without a context that is said, it is the cluster's own where kubectl has it."""
    credentials = where.credentials or CREDENTIALS
    if not is_here("kubectl"):
        raise CannotLookError(f"kubectl is not on the path: install it, and run {credentials}")
    if context is None:
        context = _own_context(where, credentials)
    found = Kubectl(namespace=where.namespace, context=context, credentials=credentials)
    if not found.objects("deployments", f"--selector={HUB}"):
        raise CannotLookError(
            f"There is no hub in the namespace {where.namespace} of the cluster that kubectl reaches: apply first, "
            f"or if it is another cluster, run {credentials}"
        )
    return found


def _own_context(where: Deployment, credentials: str) -> str:
    """The cluster's own context, or "" for the current one, which must not be that of another cluster."""
    if where.context in run("kubectl", "config", "get-contexts", "--output=name").out.split():
        return where.context
    current = run("kubectl", "config", "current-context").out.strip()
    if where.context and current.startswith("gke_"):
        raise CannotLookError(f"kubectl reaches {current}, which is another cluster: run {credentials}")
    return ""
