"""Stand-ins for kubectl, gcloud and terraform: scripts that are all of the path, and answer what a test says.

Of the answers whose words are all in the arguments, the one with most words is given, and of equals the last.
`answered_here` gives the same answers without starting a script, which costs more than the test that asks it.
"""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.support.synth import Json

SCRIPT = """#!{python} -IS
import json, sys
said = " ".join(sys.argv[1:])
open({asked!r}, "a").write(said + "\\n")
answers = [each for each in json.load(open({answers!r})) if all(word in said for word in each["words"])]
if not answers:
    sys.exit("the stand-in has no answer to: " + said)
answer = max(reversed(answers), key=lambda each: len(each["words"]))
if answer["fails"]:
    sys.exit(answer["text"])
sys.stdout.write(answer["text"])
"""


@dataclass(frozen=True)
class Programs:
    """A folder of stand-ins, which is all of the path."""

    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        return {"PATH": str(self.folder / "bin"), "HOME": os.environ.get("HOME", "/")}

    def answer(self, program: str, words: str, text: str | Json, *, fails: bool = False) -> None:
        """From now on the program answers this where its arguments have these words."""
        script = self.folder / "bin" / program
        answers = script.with_suffix(".json")
        script.parent.mkdir(exist_ok=True)
        text = text if isinstance(text, str) else json.dumps(text)
        known = json.loads(answers.read_text(encoding="utf-8")) if answers.exists() else []
        known.append({"words": words.split(), "text": text, "fails": fails})
        answers.write_text(json.dumps(known), encoding="utf-8")
        asked = str(script.with_suffix(".asked"))
        script.write_text(SCRIPT.format(python=sys.executable, answers=str(answers), asked=asked), encoding="utf-8")
        script.chmod(script.stat().st_mode | stat.S_IXUSR)

    def asked(self, program: str) -> list[str]:
        """What a program was asked, one line a call."""
        file = self.folder / "bin" / f"{program}.asked"
        return file.read_text(encoding="utf-8").splitlines() if file.exists() else []

    def answered_here(self, patched: pytest.MonkeyPatch) -> None:
        """Has this process give the scripts' answers from now on, as if they had been started."""
        started = subprocess.run

        def run(command: Sequence[Path | str], **options: Any) -> subprocess.CompletedProcess[str]:
            script = Path(command[0])
            answers = script.with_suffix(".json")
            if script.parent != self.folder / "bin" or not answers.exists():
                return started(command, **options)
            said = " ".join(map(str, command[1:]))
            with script.with_suffix(".asked").open("a", encoding="utf-8") as asked:
                asked.write(f"{said}\n")
            known = [each for each in json.loads(answers.read_text(encoding="utf-8")) if _is_to(each, said)]
            answer = max(reversed(known), key=lambda each: len(each["words"]), default=_none_to(said))
            texts = ("", f"{answer['text']}\n") if answer["fails"] else (answer["text"], "")
            return subprocess.CompletedProcess([*command], int(answer["fails"]), *texts)

        patched.setattr(subprocess, "run", run)

    def cluster(self, **objects: list[Json]) -> None:
        """A cluster that kubectl reaches: a hub, and these objects by their kinds."""
        self.answer("kubectl", "config get-contexts", "gke_demo-project_us-central1_ml\n")
        self.answer("kubectl", "config current-context", "gke_demo-project_us-central1_ml\n")
        self.answer("kubectl", "get deployments", {"items": [{"metadata": {"name": "hub"}}]})
        self.answer("kubectl", "logs", "")
        for kind in ("pods", "persistentvolumeclaims", "events", "ingresses", "managedcertificates"):
            self.answer("kubectl", f"get {kind}", {"items": objects.get(kind, [])})


def _is_to(answer: Json, said: str) -> bool:
    return all(word in said for word in answer["words"])


def _none_to(said: str) -> Json:
    return {"text": f"the stand-in has no answer to: {said}", "fails": True}


def outputs(**changes: str) -> Json:
    """What `terraform output -json` prints of a hub behind IAP."""
    values = {
        "kubernetes_namespace": "ai-on-gke",
        "domain": "jupyter.example.com",
        "servers_domain": "servers.example.com",
        "jupyterhub_ip_address": "198.51.100.20",
        "jupyterhub_uri": "https://jupyter.example.com",
        "project_id": "demo-project",
        "gke_cluster_name": "ml",
        "gke_cluster_location": "us-central1",
        "kubectl_credentials": "gcloud container clusters get-credentials ml --location us-central1 "
        "--project demo-project --dns-endpoint",
        **changes,
    }
    return {name: {"sensitive": False, "type": "string", "value": value} for name, value in values.items()}
