"""Cases: what a cluster and a hub said, as files, and what doctor finds in it."""

import re
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import yaml

from jupyter_on_gke.doctoring.findings import Finding, findings
from jupyter_on_gke.doctoring.seen import Seen
from tests.support.documents import read_yaml
from tests.support.expectations import refreshing
from tests.support.synth import Json

CASES = Path(__file__).parent / "cases"
MOMENT = datetime(2026, 11, 28, 8, 0, tzinfo=timezone.utc)
"""When all that is recorded was said: a record is the same whenever it is made."""
NOW = MOMENT + timedelta(minutes=2)
TIME = "2026-11-28T08:00:00Z"
KEPT_OF_METADATA = ("name", "uid", "labels", "annotations", "creationTimestamp")
KEPT_OF_AN_EVENT = (
    "involvedObject", "reason", "message", "type", "reportingComponent", "source", "eventTime", "lastTimestamp"
)  # fmt: skip
LABELS = ("app", "component", "hub.jupyter.org/username")


def read(file: Path) -> Json:
    return read_yaml(file.read_text(encoding="utf-8"))


def seen(case: Json) -> Seen:
    """What a case says, where it says anything."""
    return Seen(**{name: case[name] for name in ("pods", "claims", "events", "log") if name in case})


def found(case: Json, person: str = "") -> list[Json]:
    """What is found in a case, as cases say it."""
    return [told(each) for each in findings(seen(case), NOW, person)]


def told(finding: Finding) -> Json:
    return {"cause": finding.cause.name, "who": finding.who, "says": finding.says, "cure": finding.cure}


def record(name: str, how: str, **what: Any) -> None:
    """Writes a case anew, with `--refresh` alone."""
    if not refreshing():
        return
    case = {"how": how, **{key: part for key, part in what.items() if part}}
    write(CASES / f"{name}.yaml", case | {"finds": found(case)})


def write(file: Path, case: Json) -> None:
    file.write_text(yaml.safe_dump(case, sort_keys=False, width=110, allow_unicode=True), encoding="utf-8")


def pruned(objects: list[Json]) -> list[Json]:
    """Objects without what nothing here reads, and with times and uids that are the same each time."""
    return [_object(each) for each in objects]


def _object(it: Json) -> Json:
    metadata = {key: it["metadata"][key] for key in KEPT_OF_METADATA if key in it["metadata"]}
    if "labels" in metadata:
        metadata["labels"] = {key: metadata["labels"][key] for key in LABELS if key in metadata["labels"]}
    if "annotations" in metadata:
        kept = {key: text for key, text in metadata["annotations"].items() if key == "hub.jupyter.org/username"}
        metadata["annotations"] = kept
    if "involvedObject" in it:
        kept = {key: it[key] for key in KEPT_OF_AN_EVENT if it.get(key)}
        return _steady({"metadata": {"creationTimestamp": TIME}, **kept})
    spec = {key: it["spec"][key] for key in ("nodeName", "volumes") if key in it.get("spec", {})}
    return _steady({"metadata": metadata, "spec": spec, "status": it.get("status", {})})


def _steady(it: Json, name: str = "") -> Json:
    if isinstance(it, dict):
        kept = {key: part for key, part in it.items() if key not in ("resourceVersion", "namespace", "apiVersion")}
        return {key: _steady(part, str(kept.get("name", name))) for key, part in kept.items()}
    if isinstance(it, list):
        return [_steady(each, name) for each in it]
    if isinstance(it, str):
        uid = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
        return re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+Z", TIME, re.sub(f"^{uid}$", f"uid of {name}", it))
    return it
