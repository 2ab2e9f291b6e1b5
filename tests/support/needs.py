"""What a machine may lack: its tests are skipped and say how to get it, or fail where it must be there."""

import os
from pathlib import Path
from typing import NoReturn

import pytest

REQUIRED = "TESTS_REQUIRE"
"""Environment variable: words for what must be there (terraform, cluster, cli), separated by blanks."""


def lack(what: str, how: str) -> NoReturn:
    """Skips the test for lack of `what`; fails it if that is required here."""
    if what in os.environ.get(REQUIRED, "").split():
        pytest.fail(f"{what} is required here, but {how}", pytrace=False)
    pytest.skip(how)


def path_without_terraform(folder: Path) -> str:
    """A PATH with all that is on this one but Terraform and OpenTofu."""
    folders = [Path(each) for each in os.environ["PATH"].split(os.pathsep) if each]
    return os.pathsep.join(str(_without(each, folder / str(number))) for number, each in enumerate(folders))


def _without(there: Path, folder: Path) -> Path:
    """The folder itself if there is no Terraform in it, else one with links to all else."""
    if not any((there / name).exists() for name in ("terraform", "tofu")):
        return there
    folder.mkdir(parents=True)
    for each in there.iterdir():
        if each.name not in ("terraform", "tofu"):
            (folder / each.name).symlink_to(each)
    return folder
