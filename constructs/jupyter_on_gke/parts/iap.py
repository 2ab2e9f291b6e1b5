"""Puts Identity-Aware Proxy and its load balancer before a JupyterHub."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from constructs import Construct
from jupyter_on_gke import releases
from jupyter_on_gke.expressions import var
from jupyter_on_gke.iap.room import door
from jupyter_on_gke.iap.settings import Entrance
from jupyter_on_gke.parts import entrance as entrances
from jupyter_on_gke.parts.inside import Inside
from jupyter_on_gke.parts.part import Part
from jupyter_on_gke.settings import Settings
from jupyter_on_gke.tokens import is_token
from jupyter_on_gke.variables.variable import Variable, dns_label


def _name(name: str, what: str) -> Variable:
    """The variable that names something of another part."""
    return Variable(
        name=name,
        description=f"Name of the {what}. A change recreates what hangs on it.",
        validations=(dns_label(name),),
    )


class Iap(Part):
    """The Ingress with its certificate, and who may pass to the release `jupyterhub` in a namespace.

    `entrance` is as `Address` has it, `namespace` as `JupyterHub` has it.
    `client_secret`, of an own OAuth client, is a token of a sensitive variable.
    """

    FIXED: ClassVar[Mapping[str, Any]] = {"add_auth": True}
    OWN: ClassVar[tuple[Variable, ...]] = (
        *entrances.VARIABLES,
        _name("address_name", "global address"),
        _name("tls_policy_name", "TLS policy"),
        _name("release_namespace", "namespace of JupyterHub's release"),
    )

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        settings: Settings,
        namespace: str,
        entrance: entrances.Entrance,
        client_secret: str = "",
        after: Sequence[Any] = (),
    ) -> None:
        if client_secret and not is_token(client_secret):
            raise ValueError(
                "client_secret is a text, which everybody could read in the JSON: write a TerraformVariable that is "
                "sensitive."
            )
        own = {
            **entrance.given(),
            "address_name": entrance.address,
            "tls_policy_name": entrance.tls_policy,
            "release_namespace": namespace,
        } | ({"client_secret": client_secret} if client_secret else {})
        super().__init__(scope, id_, settings=settings, after=after, **own)

    def _fill(self, inside: Inside) -> None:
        inside.look_up_project()
        door(
            inside,
            inside.deployment,
            entrance=Entrance(
                names=entrances.names(), address_name=var("address_name"), tls_policy_name=var("tls_policy_name")
            ),
            namespace=var("release_namespace"),
            release_name=releases.HUB,
            after=inside.after,
            services=[],
        )
        inside.add_output("host", var("host"))

    @property
    def host(self) -> str:
        """JupyterHub's host name, once people can come to it."""
        return self.get_string("host")
