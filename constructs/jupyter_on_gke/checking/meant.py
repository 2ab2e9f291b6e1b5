"""What is legal and probably not meant, as far as files alone say it: beside what each plan warns of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jupyter_on_gke.checking.values import Unread, Written
from jupyter_on_gke.cluster.names import private_nodes
from jupyter_on_gke.cluster.pool import FilledPool
from jupyter_on_gke.cluster.pools import node_locations
from jupyter_on_gke.cluster.regions import ZONES_OF_A_REGION
from jupyter_on_gke.expressions import UnknownError
from jupyter_on_gke.plan_time import as_text, lower
from jupyter_on_gke.surface import VARIABLES
from jupyter_on_gke.variables.likeness import nearest

UNUSED = re.compile(r"Accepted and unused: (.*?)[.]( |$)")
POOLS = ("cpu_pools", "gpu_pools", "tpu_pools")

Said = tuple[str, Written | None, str]
"""A variable, the part of its value that it is about or None for all of it, and a sentence."""
Values = Mapping[str, Any]
"""Variables by name, and locals as `local.NAME`, as a plan in Python has them."""
Files = Mapping[str, Written]


def unknown_variables(values: Values, written: Files) -> Iterator[Said]:
    """Names that nothing is called. Terraform warns of them and goes on."""
    known = [variable.name for variable in VARIABLES]
    for name in written:
        if name not in known:
            near = nearest(name, known)
            instead = f"write {near} instead" if near else "leave it out"
            yield name, None, f"{name} is no variable, and changes nothing: {instead}."


def unused_variables(values: Values, written: Files) -> Iterator[Said]:
    """Variables that are taken because the blueprint had them."""
    for variable in VARIABLES:
        if variable.name in written and (why := UNUSED.search(variable.description)):
            yield variable.name, None, f"{variable.name} does nothing any more: {why[1]}. Leave it out."


def nobody_administers(values: Values, written: Files) -> Iterator[Said]:
    """Nobody sees and ends other people's servers."""
    if values["add_auth"] and len(values["admin_users"]) == 0:
        said = "admin_users is empty, so nobody can see or end other people's servers: write e-mail addresses."
        yield "admin_users", None, said


def address_is_paid_for(values: Values, written: Files) -> Iterator[Said]:
    """Google bills addresses that nothing uses.

    Source: https://cloud.google.com/vpc/network-pricing#ipaddress
    """
    name = values["url_domain_name"]
    if name != "" and not values["add_auth"]:
        yield (
            "url_domain_name",
            None,
            (
                f'url_domain_name is "{name}", an address that nothing uses with add_auth = false, and that is billed: '
                "release it and leave url_domain_name out, or write add_auth = true."
            ),
        )


def records_are_to_be_made(values: Values, written: Files) -> Iterator[Said]:
    """The address is made by the apply, so that nobody can have made a record for it."""
    if not values["add_auth"] or values["url_domain_name"] != "":
        return
    for name in ("domain", "url_domain_addr", "servers_domain"):
        host = lower(values[name])
        if host not in ("", "none") and not host.startswith("{ip_address}."):
            yield (
                name,
                None,
                (
                    f"{name} is {host}, for whose address there is no record yet, as the apply reserves it: make the "
                    "records of the output dns_records after it, or write an address of yours as url_domain_name first."
                ),
            )


def nat_is_there(values: Values, written: Files) -> Iterator[Said]:
    """Nodes without public addresses pull images through Cloud NAT."""
    is_private = private_nodes(values["private_nodes"], values["private_cluster"], values["create_network"])
    if values["create_cluster"] and is_private and not values["create_network"]:
        which = "private_cluster" if values["private_cluster"] else "private_nodes"
        yield (
            which,
            None,
            (
                f"{which} is true, and the nodes pull images through Cloud NAT, of which nobody knows whether network "
                f"{values['network']} has it: see that it is there, or write create_network = true and a new network."
            ),
        )


def nodes_are_always_there(values: Values, written: Files) -> Iterator[Said]:
    """A pool's counts are of each zone, and three zones are three times as much."""
    if not values["create_cluster"] or values["autopilot_cluster"]:
        return
    for name in POOLS:
        try:
            pools: list[FilledPool] = values[f"local.{name}"]
            parts = [*written[name].parts.values()] if name in written else []
            for number, pool in enumerate(pools):
                part = parts[number] if number < len(parts) else None
                if said := _always_there(name, pool, part, _zones(pool, values)):
                    yield said
        except UnknownError:
            continue


def _always_there(name: str, pool: FilledPool, part: Written | None, zones: list[str] | None) -> Said | None:
    """What is said of a pool that has nodes in several zones when nobody works."""
    attribute = "min_count" if pool.autoscaling else "initial_node_count"
    count, number = getattr(pool, attribute), ZONES_OF_A_REGION if zones is None else len(zones)
    if number < 2 or count <= 0:
        return None
    place = part.parts.get(attribute, part) if part else None
    by_default = "" if part and attribute in part.parts else " by default"
    named = f"{number} zones ({', '.join(zones)})" if zones else ""
    where = named or "the three zones that Google chooses by default"
    return (
        name,
        place,
        (
            f"{name}: {pool.name} has {attribute} = {as_text(count)}{by_default}, of each zone: with {where} "
            f"{as_text(count * number)} nodes are always there and paid for. Write fewer zones in node_locations, or a "
            f"lower {attribute}, if that is not meant."
        ),
    )


def _zones(pool: FilledPool, values: Values) -> list[str] | None:
    """Where the plan has a pool; None where Google chooses."""
    return node_locations(zones=pool.zones, home_zones=values["local.home_zones"] if pool.zones is None else [])


OF_NAMES = (unknown_variables, unused_variables)
"""Those that look at no value."""
OF_VALUES: tuple[Callable[[Values, Files], Iterator[Said]], ...] = (
    nobody_administers,
    address_is_paid_for,
    records_are_to_be_made,
    nat_is_there,
    nodes_are_always_there,
)


def cautions(values: Values, written: Files) -> list[Said]:
    """All of them. One that looks at a value which is refused, or which only a plan knows, says nothing."""
    found = [said for caution in OF_NAMES for said in caution(values, written)]
    of_values: list[Said] = []
    for each in OF_VALUES:
        try:
            of_values += each(values, written)
        except (UnknownError, KeyError):
            continue
    return found + [each for each in of_values if each[0] not in written or type(written[each[0]].value) is not Unread]
