"""The outputs of both generations of the blueprint."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from constructs import Construct
from jupyter_on_gke import next_steps
from jupyter_on_gke.cdk import App, TerraformOutput
from jupyter_on_gke.expressions import Expression, interpolate, local, text
from jupyter_on_gke.jupyterhub.where import jupyterhub_ip_address, jupyterhub_uri
from jupyter_on_gke.plan_time import settle_logic
from jupyter_on_gke.state import stack_of


@dataclass(frozen=True, kw_only=True)
class Hub:
    """Where JupyterHub is."""

    project: Expression
    cluster_name: Expression
    cluster_location: Expression
    namespace: Expression
    service_name: Expression


@dataclass(frozen=True, kw_only=True)
class WayIn:
    """How people reach JupyterHub, and as whom without IAP."""

    behind_iap: Expression
    host: Expression
    servers_host: Expression
    dns_records: Expression
    address: Expression
    user: Expression
    password: Expression


class Outputs(Construct):
    """What people and scripts read after an apply."""

    def __init__(self, scope: Construct, id_: str, *, hub: Hub, way_in: WayIn) -> None:
        super().__init__(scope, id_)
        settle_logic(
            self,
            jupyterhub_uri,
            behind_iap=way_in.behind_iap,
            host=way_in.host,
            project_id=hub.project,
            cluster_name=hub.cluster_name,
            cluster_location=hub.cluster_location,
            namespace=hub.namespace,
            service_name=hub.service_name,
        )
        settle_logic(
            self,
            next_steps.credentials_command,
            cluster_name=hub.cluster_name,
            cluster_location=hub.cluster_location,
            project_id=hub.project,
        )
        for name, (expression, description) in plain(hub, way_in).items():
            TerraformOutput(self, name, value=interpolate(expression), description=description)
        for name in ("jupyterhub_password", "password"):
            TerraformOutput(
                self,
                name,
                value=interpolate(way_in.password),
                sensitive=True,
                description="The generated password without IAP; empty with it.",
            )
        TerraformOutput(
            self,
            "next_steps",
            value=interpolate(self._next_steps(hub, way_in)),
            description="What comes next, for this deployment: how to open it, DNS records, people, problems.",
        )

    def _next_steps(self, hub: Hub, way_in: WayIn) -> Expression:
        """What people do after an apply. Commands are for the folder in which the program ran."""
        stack = stack_of(self)
        folder = Path(os.path.relpath(App.of(stack).outdir), "stacks", stack.node.id).as_posix()
        wait, doctor = (text(in_a_clone(folder, name).replace("\n", "\\n")) for name in ("wait", "doctor"))
        settle_logic(self, next_steps.how_to_watch, stack_folder=text(folder), or_make_wait=wait)
        settle_logic(self, next_steps.how_to_mend, stack_folder=text(folder), or_make_doctor=doctor)
        settle_logic(
            self,
            next_steps.steps_with_iap,
            host=way_in.host,
            dns_records=way_in.dns_records,
            namespace=hub.namespace,
        )
        settle_logic(
            self,
            next_steps.steps_without_iap,
            user=way_in.user,
            namespace=hub.namespace,
            password_command=text(f"terraform -chdir={folder} output -raw jupyterhub_password"),
        )
        return next_steps.next_steps.terraform(
            behind_iap=way_in.behind_iap,
            steps_with_iap=local("steps_with_iap"),
            steps_without_iap=local("steps_without_iap"),
        )


def in_a_clone(folder: str, command: str) -> str:
    """A line that says what `make` has for a stack in a folder of its own making; "" for another folder."""
    found = re.fullmatch(r"(?:cdktf|environments/(.+))\.out/stacks/jupyter", folder)
    if found is None:
        return ""
    return f"\n   or in a clone of the project: make {command}{f' ENV={found[1]}' if found[1] else ''}"


def plain(hub: Hub, way_in: WayIn) -> dict[str, tuple[Expression, str]]:
    """Name of an output that is no secret -> its value and description."""
    address = jupyterhub_ip_address.terraform(behind_iap=way_in.behind_iap, address=way_in.address)
    return {
        "domain": (way_in.host, "Host name of JupyterHub; empty without IAP."),
        "servers_domain": (
            way_in.servers_host,
            "Host name of people's servers; empty where they are on JupyterHub's, and without IAP.",
        ),
        "dns_records": (
            way_in.dns_records,
            "The DNS records to make: name, type, value. Empty where names resolve by themselves.",
        ),
        "jupyterhub_uri": (
            local("jupyterhub_uri"),
            "Where to open JupyterHub; without IAP the console's page of the service.",
        ),
        "jupyterhub_ip_address": (address, "The address for a DNS record; empty without IAP."),
        "jupyterhub_user": (way_in.user, "The user to sign in as without IAP; empty with it."),
        "kubectl_credentials": (local("credentials_command"), "The command after which kubectl reaches the cluster."),
        "kubernetes_namespace": (hub.namespace, "Namespace of JupyterHub."),
        "gke_cluster_name": (hub.cluster_name, "The cluster's name."),
        "gke_cluster_location": (hub.cluster_location, "The cluster's location."),
        "project_id": (hub.project, "The project."),
    }
