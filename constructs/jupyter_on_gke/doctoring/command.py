"""The command doctor: what is wrong with servers, mounts and sign-ins, and what to do."""

import json
import sys
from datetime import datetime, timezone
from pathlib import Path

import click

from jupyter_on_gke.command.console import console
from jupyter_on_gke.doctoring.findings import Finding, findings
from jupyter_on_gke.doctoring.seen import look
from jupyter_on_gke.looking.deployment import Written, deployment
from jupyter_on_gke.looking.kubectl import kubectl
from jupyter_on_gke.looking.options import CANNOT_LOOK, of_a_deployment
from jupyter_on_gke.looking.programs import CannotLookError

TITLES = {"hub": "Hub and proxy", "server": "Servers", "mount": "Mounts", "sign-in": "Sign-ins"}
NOTHING = (
    "Nothing found, in the events of the last hour{log}.\n"
    "Whom IAP stops at the door, the cluster does not see: members_allowlist says who passes."
)


@click.command(name="doctor")
@click.argument("user", required=False, default="")
@of_a_deployment
def command(
    user: str, folder: Path | None, outputs: Path | None, namespace: str | None, context: str | None, as_json: bool
) -> None:
    """Say why servers do not start, mounts fail, or people are not signed in: cause and cure.

    USER is a person's name in JupyterHub, as a rule the e-mail address: then it says nothing of other people. It reads
    the cluster's events and pods, and the hub's log, by kubectl, and changes nothing.

    Exits with 0 if it finds nothing, 1 if it finds something, 2 if it cannot look, or finds
    nothing and cannot read the log.
    """
    try:
        where = deployment(Written(folder=folder, outputs=outputs, namespace=namespace))
        seen = look(kubectl(where, context))
        found = findings(seen, datetime.now(timezone.utc), user)
    except CannotLookError as error:
        console(stderr=True).print(f"{error}.", soft_wrap=True)
        sys.exit(CANNOT_LOOK)
    if seen.unread:
        console(stderr=True).print(
            f"Without the hub's log nothing is known of sign-ins: {seen.unread}.", soft_wrap=True
        )
    if as_json:
        click.echo(json.dumps({"findings": [_row(each) for each in found], "log": not seen.unread}, indent=2))
    else:
        show(found, log=not seen.unread)
    if any(not each.cause.passes for each in found):
        sys.exit(1)
    sys.exit(CANNOT_LOOK if seen.unread else 0)


def show(found: list[Finding], *, log: bool) -> None:
    """The findings for people. `log`: the hub's log was read."""
    out = console()
    for kind, title in TITLES.items():
        those = [each for each in found if each.kind == kind]
        if those:
            out.print(title, style="bold")
        for each in those:
            out.print(f"  {each.who}: {each.says}", style="quiet" if each.cause.passes else "bad", soft_wrap=True)
            out.print(f"    {each.cure}", soft_wrap=True)
            out.print(f"    {_said(each)}", style="quiet", no_wrap=True, overflow="ellipsis")
    if not found:
        of_the_log = " and in the hub's log of the last day" if log else ""
        out.print(NOTHING.format(log=of_the_log), style="good" if log else "careful")


def _said(finding: Finding) -> str:
    """Who said it, in one line."""
    by = finding.fact.reason or "the hub's log"
    times = f", {finding.times} times" if finding.times > 1 else ""
    return f"{finding.fact.moment:%Y-%m-%d %H:%M} UTC{times}, {by}: {' '.join(finding.fact.message.split())}"


def _row(finding: Finding) -> dict[str, object]:
    return {
        "cause": finding.cause.name,
        "kind": finding.kind,
        "who": finding.who,
        "pod": finding.pod,
        "says": finding.says,
        "cure": finding.cure,
        "passes": finding.cause.passes,
        "times": finding.times,
        "last": finding.fact.moment.isoformat(),
        "reason": finding.fact.reason,
        "message": finding.fact.message,
    }
