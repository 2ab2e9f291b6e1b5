"""The project as its users install it: a wheel, in an environment of its own, whose folder is elsewhere."""

import os
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from tests.support.synth import ROOT

FROM_HERE = ("--quiet", "--no-deps", "--no-index")
OFFLINE = (*FROM_HERE, "--no-build-isolation")
DEPENDENCIES = "dependencies.pth"


@dataclass(frozen=True)
class Installed:
    """An environment with the wheel, in a folder; what that depends on is the tests' own."""

    folder: Path

    @property
    def python(self) -> Path:
        """The environment's Python."""
        return self.folder / "venv/bin/python"

    @property
    def site(self) -> Path:
        """Where the environment's packages are."""
        (site,) = (self.folder / "venv/lib").glob("python*/site-packages")
        return site

    def run(self, *arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
        """Runs Python in the folder."""
        plain = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYTEST", "JSII"))}
        return subprocess.run(
            [str(self.python), *arguments],
            cwd=folder,
            env={**plain, "PYTHONDONTWRITEBYTECODE": "1", **environment},
            capture_output=True,
            text=True,
            check=False,
        )


def install(folder: Path) -> Installed:
    """Builds the wheel and installs it in a new environment in the folder."""
    folder.mkdir()
    environment = Installed(folder=folder)
    pip = [sys.executable, "-m", "pip"]
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder / "venv")], check=True)
    subprocess.run([*pip, "wheel", *OFFLINE, "--wheel-dir", str(folder / "wheels"), str(ROOT)], check=True)
    (wheel,) = (folder / "wheels").glob("*.whl")
    subprocess.run([*pip, "--python", str(environment.python), "install", *FROM_HERE, str(wheel)], check=True)
    (environment.site / DEPENDENCIES).write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return environment
