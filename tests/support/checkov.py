"""checkov, a static scanner, on what was synthesized and planned: offline, with its own checks alone."""

import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.support.needs import lack
from tests.support.synth import ROOT, Json

# It is about PodSecurityPolicy, gone since Kubernetes 1.25, and stumbles over a plan's null.
SKIPPED = "CKV_GCP_24"
# Import blocks, and nothing else: checkov reads no file that has them, so the resources are in another one.
SET_APART = "adoption.tf.json"
HOW = "checkov is not here: `make test` sets it up, in a folder of its own."


def scanner() -> str:
    """The program."""
    ours = ROOT / ".venv-scan" / "bin" / "checkov"
    return str(ours) if ours.exists() else shutil.which("checkov") or lack("scan", HOW)


def in_place(data: Json) -> Json:
    """The data with the content of dynamic blocks in place of these.

    checkov 3.3 stumbles over any dynamic block in JSON, and runs no check on its resource.
    """
    if isinstance(data, list):
        return [in_place(each) for each in data]
    if not isinstance(data, dict):
        return data
    plain = {key: in_place(value) for key, value in data.items() if key not in ("dynamic", "//")}
    return plain | {name: in_place(block["content"]) for name, block in data.get("dynamic", {}).items()}


@dataclass(frozen=True, kw_only=True)
class Scan:
    """What checkov found: the failed checks as (check, resource's name), how many passed, what it could not check."""

    failed: set[tuple[str, str]]
    passed: int
    stumbled: set[str]


def scan(folder: Path, framework: str) -> dict[str, Scan]:
    """Scans all files below the folder at once, as checkov takes its time to start: name of a folder in it -> findings.

    Whose files could not be read has none.
    """
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
    report = json.loads(done.stdout)
    assert isinstance(report, dict), "one framework, one report"
    results = report.get("results", {})
    wrong = {*results.get("parsing_errors", [])}
    # Where there is nothing to check, that is all that there is.
    assert report.get("summary", report)["parsing_errors"] == len(wrong), "a file outside of these folders"
    unread = {_place(file, folder) for file in wrong if Path(file).name != SET_APART}
    failed, passed = results.get("failed_checks", []), results.get("passed_checks", [])
    stumbled = re.findall(r"Failed to run check \S+ on (\S+?):(\S+)", done.stderr)
    return {
        each.name: Scan(
            failed={(found["check_id"], bare(found["resource"])) for found in failed if _is_in(found, each)},
            passed=sum(_is_in(found, each) for found in passed),
            stumbled={resource for file, resource in stumbled if _place(file, folder) == each.name},
        )
        for each in folder.iterdir()
        if each.name not in unread
    }


def _is_in(found: Json, folder: Path) -> bool:
    return str(found["file_path"]).startswith(f"/{folder.name}/")


def _place(file: str, folder: Path) -> str:
    """The folder of a file, which checkov writes from the root of the disk or of what it scans."""
    return file.removeprefix(str(folder)).split("/")[1]


def bare(resource: str) -> str:
    """The resource's name, however checkov writes its address."""
    return re.sub(r"\[.*", "", resource).split(".")[-1]
