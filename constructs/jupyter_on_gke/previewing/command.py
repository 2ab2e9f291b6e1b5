"""The command jupyter-on-gke preview."""

import json
import os
from pathlib import Path
from typing import NoReturn

import click

from jupyter_on_gke.command.console import console
from jupyter_on_gke.previewing.as_data import data
from jupyter_on_gke.previewing.catalog import ADDRESS as GOOGLES
from jupyter_on_gke.previewing.catalog import prices_of_catalog
from jupyter_on_gke.previewing.changes import Json
from jupyter_on_gke.previewing.markdown import markdown
from jupyter_on_gke.previewing.planning import planned, read_document
from jupyter_on_gke.previewing.prices import Prices, over, prices_of_file
from jupyter_on_gke.previewing.quantities import region_of
from jupyter_on_gke.previewing.report import Report, report
from jupyter_on_gke.previewing.terminal import show

LOST, UNREADABLE = 1, 2
VARIABLES = (".tfvars", ".tfvars.json")
KEY, ADDRESS = "GOOGLE_BILLING_CATALOG_KEY", "GOOGLE_BILLING_CATALOG_ADDRESS"
"""The user's key, which is no argument that others on the machine would see, and where the catalog is."""


def refuse(what: object, sentence: object) -> NoReturn:
    """Ends the command, as nothing can be said."""
    click.echo(f"{what}: {sentence}", err=True)
    raise click.exceptions.Exit(UNREADABLE)


def plan_of(files: tuple[Path, ...], folder: Path | None, *, lock: bool) -> Json:
    """The plan in a file, or the one that Terraform makes of a folder and files of variables."""
    if folder is None and len(files) != 1:
        raise click.UsageError("Write one file, PLAN.json, or --dir STACK and files of variables.")
    try:
        if folder is None:
            return read_document(files[0])
        with console(stderr=True).status("Terraform makes a plan."):
            return planned(folder, files, lock=lock)
    except (OSError, ValueError) as error:
        refuse(folder or files[0], error)


@click.command(name="preview")
@click.argument("files", nargs=-1, metavar="PLAN.json | [--dir STACK] FILE.tfvars...", type=click.Path(path_type=Path))
@click.option("--dir", "folder", type=click.Path(path_type=Path), help="Run terraform plan in this stack's folder.")
@click.option("--no-lock", is_flag=True, help="With --dir: for an account that may only read the state.")
@click.option(
    "--prices", "price_file", type=click.Path(path_type=Path), help="YAML or JSON: name of a quantity: price of a unit."
)
@click.option("--catalog", is_flag=True, help=f"Ask Google's catalog of prices, with the API key in {KEY}.")
@click.option("--markdown", "as_markdown", is_flag=True, help="Write Markdown, made for a pull request.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON, for programs.")
@click.pass_context
def command(
    context: click.Context,
    files: tuple[Path, ...],
    folder: Path | None,
    no_lock: bool,
    price_file: Path | None,
    catalog: bool,
    as_markdown: bool,
    as_json: bool,
) -> None:
    """Say what a plan does, before it is applied.

    In plain words: what is made, changed, replaced and destroyed, who gains and who loses access, and what then costs
    money. PLAN.json is what terraform show -json writes of a plan, - is a pipe. With --dir, Terraform makes the plan.
    Files of variables alone need no credentials, and say who may sign in and what costs money.

    Exits with 0; with 1 where homes or data would be lost, or the apply be refused; with 2 where nothing can be said.
    """
    found, region = read(files, folder, lock=not no_lock)
    prices = given_prices(price_file)
    if catalog:
        prices = with_catalog(prices, found, region)
    if as_json:
        click.echo(json.dumps(data(found, prices), indent=2))
    elif as_markdown:
        click.echo(markdown(found, prices), nl=False)
    else:
        show(found, prices, console())
    context.exit(LOST if found.stops else 0)


def read(files: tuple[Path, ...], folder: Path | None, *, lock: bool) -> tuple[Report, str]:
    """What there is to say of a plan, or of files of variables alone, and the region."""
    try:
        if folder is None and files and all(each.name.endswith(VARIABLES) for each in files):
            # It starts cdktf, which takes seconds, and which a plan does not need.
            from jupyter_on_gke.previewing.files import report_of_files

            return report_of_files(files)
        document = plan_of(files, folder, lock=lock)
        return report(document), region_of(document)
    except (OSError, ValueError) as error:
        refuse(folder or files[0], error)


def given_prices(file: Path | None) -> Prices | None:
    """The prices of a file, if there is one."""
    if file is None:
        return None
    try:
        return prices_of_file(file)
    except (OSError, ValueError) as error:
        refuse(file, error)


def with_catalog(given: Prices | None, found: Report, region: str) -> Prices:
    """The prices of Google's catalog, and before them those of a file."""
    skus = {each.quantity.sku for each in found.costs} - {*(given.of if given else ())}
    key = os.environ.get(KEY, "")
    if not key:
        refuse("--catalog", f"{KEY} is not set: write an API key of a project that has the Cloud Billing API into it.")
    if not region:
        refuse("--catalog", "the plan does not say where the cluster is, and prices differ by region.")
    try:
        with console(stderr=True).status("Google's catalog is asked."):
            prices = prices_of_catalog(skus, region=region, key=key, address=os.environ.get(ADDRESS) or GOOGLES)
        return over(given, prices) if given else prices
    except ValueError as error:
        refuse("--catalog", error)
