"""Which program is called for Terraform: what TERRAFORM_BINARY_NAME says, which cdktf-cli asks, too."""

import os

from jupyter_on_gke.looking.programs import is_here

MISSING = "{program} is not on the path: install Terraform 1.11 or newer, or set TERRAFORM_BINARY_NAME=tofu."


def terraform() -> str:
    """The program that plans and applies. OpenTofu has to be asked for: a state goes on with the one that wrote it."""
    return os.environ.get("TERRAFORM_BINARY_NAME") or "terraform"


def reading_terraform() -> str:
    """The program that reads outputs, which harms no state: `tofu`, too, where it alone is there."""
    program = terraform()
    return "tofu" if program == "terraform" and not is_here(program) and is_here("tofu") else program


def missing(program: str) -> str:
    """The sentence for a program that is not there, or ""."""
    return "" if is_here(program) else MISSING.format(program=program)
