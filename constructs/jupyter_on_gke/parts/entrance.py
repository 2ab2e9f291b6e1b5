"""What people come to, as one part says it and others are told."""

from dataclasses import dataclass
from typing import Any

from jupyter_on_gke.expressions import var
from jupyter_on_gke.iap.host_rules import final_host_check, one_certificate, wildcard_only
from jupyter_on_gke.iap.settings import Names
from jupyter_on_gke.iap.settling import is_for_each_person
from jupyter_on_gke.variables.variable import Variable


@dataclass(frozen=True, kw_only=True)
class Entrance:
    """The names that people open, and what leads to them: texts, or tokens, as `Address.entrance` has them.

    `servers_host` is the host of people's servers, `*.HOST` for one for each person, or "" for JupyterHub's;
    `servers_apart` says so where `servers_host` is a token that may be empty. `address` and `tls_policy` are names at
    Google.
    """

    host: str
    address: str
    tls_policy: str
    servers_host: str = ""
    servers_apart: bool | str | None = None

    def given(self) -> dict[str, Any]:
        """Variable -> what it is given."""
        apart = self.servers_host != "" if self.servers_apart is None else self.servers_apart
        return {"host": self.host, "servers_host": self.servers_host, "servers_apart": apart}


VARIABLES = (
    Variable(
        name="host",
        default="",
        description="JupyterHub's host name; none by default, without IAP. A change restarts the hub.",
        validations=(final_host_check("host"),),
    ),
    Variable(
        name="servers_host",
        default="",
        description="The host name of people's servers, *.HOST for one for each person; by default servers are on "
        "JupyterHub's. A change restarts the hub.",
        validations=(
            final_host_check("servers_host", for_people=True),
            wildcard_only("servers_tls_secret", host="servers_host"),
            wildcard_only("servers_pre_shared_certificate", host="servers_host"),
            one_certificate("servers_host"),
        ),
    ),
    Variable(
        name="servers_apart",
        type="bool",
        default=False,
        description="Whether servers have a host of their own; false by default. A change restarts the hub.",
    ),
)


def names() -> Names:
    """The names, as these variables say them."""
    servers = var("servers_host")
    return Names(
        hub=var("host"),
        servers=servers,
        apart=var("servers_apart"),
        for_each_person=is_for_each_person.terraform(servers_domain=servers),
    )
