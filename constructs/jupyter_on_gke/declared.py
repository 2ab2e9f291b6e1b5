"""Declares the stack's variables, and the locals that settle which of several names and forms was used."""

from collections.abc import Mapping
from typing import Any

from constructs import Construct
from jupyter_on_gke.cluster import names as cluster_names
from jupyter_on_gke.deployment import Deployment
from jupyter_on_gke.expressions import Expression, interpolate, local, settle, var
from jupyter_on_gke.iap import members
from jupyter_on_gke.iap import settling as iap_settling
from jupyter_on_gke.jupyterhub import names
from jupyter_on_gke.plan_time import settle_logic
from jupyter_on_gke.state import stack_of
from jupyter_on_gke.storage import settling as storage_settling
from jupyter_on_gke.surface import OBJECTS, VARIABLES, check_order
from jupyter_on_gke.variables.variable import Variable
from jupyter_on_gke.warned import Warned


class Variables(Construct):
    """Declares every variable, and settles what several of them say together: the locals that the rooms read."""

    def __init__(self, scope: Construct, id_: str, *, given: Mapping[str, Any]) -> None:
        super().__init__(scope, id_)
        check_order(VARIABLES)
        for variable in VARIABLES:
            declare(self, variable, given)

        # A scope of their own: variables and locals share names.
        locals_ = Construct(self, "locals")
        for each in OBJECTS:
            settle(locals_, each.local, each.described())
        # Lists of objects, complete: what the other constructs read.
        for each in OBJECTS:
            settle(locals_, f"written_{each.variable}", interpolate(each.filled()))
        self.cluster_name = settle_logic(locals_, cluster_names.cluster_name, of=var)
        self.namespace = settle_logic(locals_, names.namespace, of=var)
        settle_logic(locals_, names.service_account, of=var, digest=local("digest"))
        self.digest = settle_logic(locals_, cluster_names.digest, cluster_location=var("cluster_location"))
        self.region = settle_logic(locals_, cluster_names.region, of=var)
        settle_logic(locals_, cluster_names.private_nodes, of=var)
        settle_logic(locals_, cluster_names.channel_of_new_cluster, of=var)
        settle_logic(locals_, cluster_names.maintenance, of=var)
        settle_logic(locals_, members.every_member, of=var)
        settle_logic(locals_, members.members)
        settle_logic(locals_, members.user_domain, username_local_part=var("username_local_part"))
        settle_logic(locals_, members.admins, of=var)
        settle_logic(locals_, members.blocked, of=var)
        self.labels = settle_logic(locals_, names.labels, of=var)
        settle_logic(locals_, iap_settling.domain, of=var)
        settle_logic(locals_, storage_settling.user_bucket_prefix, of=var)
        settle_logic(locals_, iap_settling.backend_config_name, of=var)
        settle_logic(locals_, iap_settling.hub_service_name, separate_hub_backend=var("separate_hub_backend"))
        settle_logic(locals_, iap_settling.backend_service_name, of=var)
        Warned(locals_, "warned")


def declare(scope: Construct, variable: Variable, given: Mapping[str, Any]) -> None:
    """Declares a variable, with what is given as its default."""
    declaration: dict[str, Any] = {"type": variable.type, "description": variable.description, "nullable": False}
    if variable.sensitive:
        declaration["sensitive"] = True
    if variable.name in given or not variable.required:
        declaration["default"] = given.get(variable.name, variable.default)
    if variable.validations:
        declaration["validation"] = [each.block() for each in variable.validations]
    stack_of(scope).add_variable(scope, variable.name, declaration)


def deployment_of(variables: Variables) -> Deployment:
    """What all rooms have in common. Of Google, where `data.google_project.project` is."""
    project = "data.google_project.project"
    return Deployment(
        project=var("project_id"),
        project_number=Expression(f"{project}.number"),
        in_organization=iap_settling.is_in_organization.terraform(
            org_id=f"{project}.org_id", folder_id=f"{project}.folder_id"
        ),
        region=variables.region,
        location=var("cluster_location"),
        cluster_name=variables.cluster_name,
        namespace=variables.namespace,
        digest=variables.digest,
        labels=variables.labels,
    )
