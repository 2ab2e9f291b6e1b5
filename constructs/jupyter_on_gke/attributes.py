"""What programs take of a hub: tokens for other resources, texts, functions, outputs and other stacks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from constructs import Construct
from jupyter_on_gke.cdk import ITerraformDependable
from jupyter_on_gke.expressions import unknown
from jupyter_on_gke.given import written
from jupyter_on_gke.jupyterhub.jupyterhub import JupyterHub
from jupyter_on_gke.own_logic import arguments_of, required
from jupyter_on_gke.plan_time import PlanTime, settle_logic
from jupyter_on_gke.referring import referring
from jupyter_on_gke.state import Stack
from jupyter_on_gke.state_settings import State
from jupyter_on_gke.tokens import is_token


@dataclass(frozen=True, kw_only=True)
class ClusterAttributes:
    """Tokens of the cluster, made here or not."""

    name: str
    location: str
    """A region, or a zone."""
    endpoint: str
    """The control plane's address, without https://; of a private one, that of its DNS-based endpoint is reached."""


class Attributes(Stack):
    """A stack with a hub in it. Without IAP there is no host and no address: they are empty then, or null."""

    jupyterhub: JupyterHub

    def __new__(cls, *args: Any, settings: object = None, **kwargs: Any) -> "Attributes":
        """Of settings with tokens in them, a stack that reads these."""
        has_tokens = settings is not None and any(is_token(each) for each in written(settings).values())
        return object.__new__(referring(cls) if has_tokens else cls)

    def __init__(self, scope: Construct, id_: str, *, state: State, given: Mapping[str, Any]) -> None:
        super().__init__(scope, id_, state=state)
        tokens = {name: value for name, value in given.items() if is_token(value)}
        self._given = {name: value for name, value in given.items() if name not in tokens}
        self.replaced = {name: f"given_{name}" for name in tokens}
        for name, value in tokens.items():
            self.add_local(self.replaced[name], value, unknown)
            # Of another stack's resource, cdktf must know in time.
            self.element(self.replaced[name])

    def add_values(self, values: Mapping[str, Any]) -> None:
        """Has the chart take more values, after ours and before `jupyterhub_values`."""
        self.jupyterhub.add_values(values)

    def require(self, rule: PlanTime[..., str]) -> None:
        """Has a plan refuse what a plan-time rule gives a sentence for. ValueError where settings are refused already.

        The rule's arguments are called as locals are, which are settled, or else as variables; one that is neither has
        its default. ValueError where there is nothing of the name, or it is of another type.
        """
        self.jupyterhub.require(required(self, rule, self._given))

    def value_of(self, function: PlanTime[..., Any]) -> Any:
        """A token of what a plan-time function gives: for resources, outputs, texts and `add_values`.

        It is a local of the function's name, with arguments as those of `require`.
        """
        arguments = arguments_of(self, function)
        name = function.python.__name__
        if self.logic.get(name, (None, {}))[0] is not function:
            settle_logic(self, function, of=arguments.__getitem__)
        return self.element(name).expression

    @property
    def ready(self) -> list[ITerraformDependable]:
        """For `depends_on`: there when JupyterHub is."""
        return [self.jupyterhub.release]

    @property
    def host(self) -> str:
        """JupyterHub's host name; empty without IAP."""
        return self._text("host")

    @property
    def servers_host(self) -> str:
        """The host name of people's servers; empty where they are on JupyterHub's."""
        return self._text("servers_host")

    @property
    def address(self) -> str:
        """The global address, for a DNS record; null without IAP."""
        return self._text("address")

    @property
    def dns_records(self) -> Any:
        """The DNS records to make, each with name, type and value: a token for `for_each` and the like."""
        return self.element("dns_records").expression

    @property
    def uri(self) -> str:
        """Where to open JupyterHub; without IAP the console's page of the service."""
        return self._text("jupyterhub_uri")

    @property
    def namespace(self) -> str:
        """JupyterHub's namespace."""
        return self._text("namespace")

    @property
    def cluster(self) -> ClusterAttributes:
        """The cluster that JupyterHub is on."""
        return ClusterAttributes(
            name=self._text("cluster_name"),
            location=self.variable("cluster_location").string_value,
            endpoint=self._text("cluster_endpoint"),
        )

    @property
    def service_account(self) -> str:
        """The Kubernetes service account of people's servers, in the namespace."""
        return self._text("notebook_account")

    @property
    def principal(self) -> str:
        """Whom to grant what people's servers are to do at Google: an IAM member."""
        return self._text("notebook_member")

    @property
    def bucket(self) -> str:
        """The shared bucket's name; empty without one."""
        return self.variable("gcs_bucket").string_value

    @property
    def user_buckets(self) -> Any:
        """Person -> the name of that person's bucket: a token."""
        return self.element("user_buckets").expression

    def _text(self, name: str) -> str:
        return self.element(name).as_string
