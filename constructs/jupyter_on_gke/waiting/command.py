"""The command wait: watches what a hub still waits for after an apply, until its page answers."""

import json
import sys
from pathlib import Path

import click

from jupyter_on_gke.command.console import console
from jupyter_on_gke.looking.deployment import Deployment, Written, deployment
from jupyter_on_gke.looking.kubectl import kubectl
from jupyter_on_gke.looking.options import CANNOT_LOOK, of_a_deployment
from jupyter_on_gke.looking.programs import CannotLookError
from jupyter_on_gke.waiting.hosts import with_hosts
from jupyter_on_gke.waiting.obstacle import Thing
from jupyter_on_gke.waiting.showing import shower
from jupyter_on_gke.waiting.watching import Outcome, watch

HOUR = 3600


@click.command(name="wait")
@of_a_deployment
@click.option("--host", help="The hub's host, instead of what outputs or the Ingress say. Empty: without IAP.")
@click.option("--address", help="The load balancer's address, instead of the output jupyterhub_ip_address.")
@click.option("--timeout", default=HOUR, show_default=True, help="Seconds after which it gives up. 0 looks once.")
@click.option("--every", default=10.0, show_default=True, help="Seconds between two looks.")
def command(
    folder: Path | None,
    outputs: Path | None,
    namespace: str | None,
    context: str | None,
    host: str | None,
    address: str | None,
    as_json: bool,
    timeout: int,
    every: float,
) -> None:
    """Watch an applied hub until its page answers, and say what is in the way.

    It looks at the pods of hub and proxy, the load balancer, DNS records, certificates, backends and the page itself,
    by kubectl, by gcloud where it is there, and from this machine. It changes nothing.

    Exits with 0 when the page answers, 1 if it does not in time, 2 if it cannot look, or can no longer when the
    time is over.
    """
    written = Written(folder=folder, outputs=outputs, namespace=namespace, host=host, address=address)
    out = console(stderr=as_json)
    try:
        where = deployment(written)
        cluster = kubectl(where, context)
        if written.says_no_host:
            where = with_hosts(where, cluster)
            if not where.host:
                out.print(f"{where.namespace} has no Ingress, so it is taken for a hub without IAP.", soft_wrap=True)
        with shower(out) as shown:
            outcome = watch(where, cluster, seconds=timeout, every=every, show=shown.show)
    except CannotLookError as error:
        console(stderr=True).print(f"{error}.", soft_wrap=True)
        sys.exit(CANNOT_LOOK)
    if as_json:
        click.echo(json.dumps(_document(outcome), indent=2))
    else:
        out.print(_last_words(where, outcome), soft_wrap=True)
    if outcome.is_blind:
        sys.exit(CANNOT_LOOK)
    sys.exit(0 if outcome.in_the_way is None else 1)


def _last_words(where: Deployment, outcome: Outcome) -> str:
    first = outcome.in_the_way
    if first is not None:
        return f"Not there after {outcome.seconds} s. {first.says} {first.cure}"
    if not where.host:
        return "Hub and proxy are ready. next_steps says how to forward the hub to this machine."
    return f"Open https://{where.host} and sign in with Google."


def _document(outcome: Outcome) -> dict[str, object]:
    first = outcome.in_the_way
    return {
        "answered": first is None,
        "in_the_way": None if first is None else _row(first),
        "seconds": outcome.seconds,
        "things": [_row(thing) for thing in outcome.things],
    }


def _row(thing: Thing) -> dict[str, object]:
    return {
        "thing": thing.name,
        "state": thing.state.value,
        "words": thing.words,
        "obstacle": thing.obstacle.name if thing.obstacle else None,
        "says": thing.says,
        "cure": thing.cure,
    }
