"""The hosts of people's servers, where those are not the hub's."""

from __future__ import annotations

import re
from collections.abc import Callable

from jupyterhub.utils import subdomain_hook_idna

HOST = re.compile(r"(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*", re.IGNORECASE)


def server_domains(servers_domain: str) -> Callable[[str, str, str], str]:
    """JupyterHub's `subdomain_hook`: the host of a user or service of this name.

    One host for all of them, or with `*.` and a domain one for each, a label below that domain.
    """
    if not HOST.fullmatch(servers_domain):
        raise ValueError(f"{servers_domain!r} is neither a host nor *. and a domain; give one of both")
    each, parent = servers_domain.startswith("*."), servers_domain.removeprefix("*.")

    def domain_of(name: str, domain: str, kind: str) -> str:
        # `domain`, the hub's, has no part in it: what is below the hub's host shares cookies with it.
        return str(subdomain_hook_idna(name, parent, kind)) if each else parent

    return domain_of
