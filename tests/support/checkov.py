"""checkov, a static scanner, on what was synthesized and planned: offline, with its own checks alone."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

from tests.support.needs import lack
from tests.support.synth import ROOT, Json

# It is about PodSecurityPolicy, gone since Kubernetes 1.25, and stumbles over a plan's null.
SKIPPED = "CKV_GCP_24"
HOW = "checkov is not here: `make test` sets it up, in a folder of its own."


def scanner() -> str:
    """The program."""
    ours = ROOT / ".venv-scan" / "bin" / "checkov"
    return str(ours) if ours.exists() else shutil.which("checkov") or lack("scan", HOW)


def scannable(synthesized: Json) -> Json:
    """The JSON as checkov 3.3 can read it.

    It takes a plain value in `terraform`, and lists of `moved` and `removed` blocks, for a broken file and skips
    the whole of it, and stumbles over `dynamic` blocks, so that their resource's checks do not run. None
    changes what is scanned: a dynamic block's content is put where the block would be.
    """
    kept = {key: value for key, value in synthesized.items() if key not in ("terraform", "moved", "removed")}
    return {key: in_place(value) if key == "resource" else value for key, value in kept.items()}


def in_place(data: Json) -> Json:
    """The data with the content of dynamic blocks in place of these."""
    if isinstance(data, list):
        return [in_place(each) for each in data]
    if not isinstance(data, dict):
        return data
    plain = {key: in_place(value) for key, value in data.items() if key not in ("dynamic", "//")}
    return plain | {name: in_place(block["content"]) for name, block in data.get("dynamic", {}).items()}


def scan(folder: Path, framework: str) -> tuple[set[tuple[str, str]], int]:
    """The failed checks, as (check, resource's address), and how many passed."""
    done = subprocess.run(
        [
            *(scanner(), "-d", str(folder), "--framework", framework, "--skip-check", SKIPPED),
            *("--compact", "--skip-download", "-o", "json"),
        ],
        env={**os.environ, "LOG_LEVEL": "ERROR"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Failed to run check" not in done.stderr, done.stderr[-2000:]
    report = json.loads(done.stdout)
    assert isinstance(report, dict), "one framework, one report"
    assert report["summary"]["parsing_errors"] == 0, "checkov could not read the file"
    failed = report["results"]["failed_checks"]
    return {(each["check_id"], bare(each["resource"])) for each in failed}, report["summary"]["passed"]


def bare(resource: str) -> str:
    """The resource's name, however checkov writes its address."""
    return re.sub(r"\[.*", "", resource).split(".")[-1]
