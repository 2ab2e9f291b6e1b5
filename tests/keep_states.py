"""`make keep-states`: what this version leaves behind, as data from which later versions are planned.

The states of a few deployments on providers' stand-ins, with their tfvars: tests/cases/released/VERSION.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from tests.support import providers
from tests.support.cases import CASES, case_files
from tests.support.synth import ROOT, copy_project, synthesize
from tests.support.terraform import Workspace
from tools.release import version_of

KEPT = ("existing-iap-new_bucket", "autopilot_private-iap-new_bucket", "standard_public-iap-new_bucket")
KEPT_TFVARS = ("existing-cluster-without-iap", "own-domain-and-address")


def keep(file: Path, stack: Path, folder: Path) -> None:
    """Applies a case, and keeps its state and its variables."""
    with tempfile.TemporaryDirectory() as scratch:
        workspace = Workspace.create(stack, Path(scratch), file)
        workspace.init()
        applied = workspace.apply()
        if applied.code:
            raise RuntimeError(applied.output)
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(workspace.state, folder / f"{file.stem}.tfstate")
        shutil.copy(file, folder)


def main(folder: Path) -> str | int:
    """Keeps all; returns the sentence why not."""
    if not providers.stand_ins():
        return "A state is kept of providers' stand-ins: set TF_CLI_CONFIG_FILE to a mirror that has them."
    with tempfile.TemporaryDirectory() as scratch:
        stack = synthesize(copy_project(Path(scratch) / "project"))
        for file in case_files():
            if file.stem in (*KEPT, *KEPT_TFVARS):
                keep(file, stack, folder)
                print(f"{folder.name}: {file.stem}")
    providers.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main(CASES / "released" / version_of(ROOT)))
