"""Enables the Google APIs that the stack and its people use."""

from constructs import Construct
from jupyter_on_gke.cdk import ITerraformDependable, TerraformIterator
from jupyter_on_gke.expressions import Expression, interpolate
from jupyter_on_gke.imports.google import ProjectService

APIS = (
    "autoscaling",
    "binaryauthorization",
    "cloudbuild",
    "cloudresourcemanager",
    "compute",
    "config",
    "connectgateway",
    "container",
    "containerfilesystem",
    "dns",
    "gkehub",
    "iamcredentials",
    "iap",
    "logging",
    "monitoring",
    "pubsub",
    "servicenetworking",
    "serviceusage",
)


class Services(Construct):
    """The project's APIs. They stay enabled when the stack is destroyed: others may use them."""

    def __init__(self, scope: Construct, id_: str, *, project: Expression) -> None:
        super().__init__(scope, id_)
        apis = TerraformIterator.from_list([f"{api}.googleapis.com" for api in APIS])
        # The blueprint took this one for granted; nobody can make service accounts without it.
        iam = ProjectService(
            self,
            "iam",
            project=interpolate(project),
            service="iam.googleapis.com",
            disable_on_destroy=False,
        )
        blueprint = ProjectService(
            self,
            "api",
            for_each=apis,
            project=interpolate(project),
            service=interpolate("each.key"),
            disable_on_destroy=False,
            # An API answers some time after it was enabled. The first that is asked is IAM's: it gets a head start.
            depends_on=[iam],
        )
        self.enabled: list[ITerraformDependable] = [iam, blueprint]
