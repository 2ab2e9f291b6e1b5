"""Files of values by chance, good and bad ones, the same in each run: written by many hands, as HCL or as JSON."""

import json
import random
from typing import Any

from jupyter_on_gke.surface import VARIABLES
from tests.invariants.test_bounds import VALUES
from tests.profiles.test_whole_clusters import REFUSED, SETTLED
from tests.test_rejected import ACCEPTED, BASE, REJECTED

GOOD: list[dict[str, Any]] = [
    *({**value.written} for value in VALUES if value.accepted),
    *ACCEPTED,
    *(case["set"] for case in SETTLED if "existing" not in case),
]
BAD: list[dict[str, Any]] = [
    *(case["set"] for case in REJECTED),
    *({**value.written} for value in VALUES if not value.accepted),
    *(case["set"] for case in REFUSED if "existing" not in case),
]
ODD: list[Any] = [
    None, "5", 5, 1.5, -1, 0, True, "true", "yes", "", " ", [], {}, [None], ["a"], [1, True], {"a": 1}, {"a": None},
    [["a"]], [{"name": "a"}], [{"name": "a", "machine_type": "n2-standard-8", "min_nodes": 1}], "${a}", "\\", '"',
    "ä\n",
]  # fmt: skip
NAMES = [variable.name for variable in VARIABLES]
UNKNOWN = ["projectid", "machine_type", "gpu_pool", "profile", "x"]
CLUSTERS: list[dict[str, Any]] = [{"create_cluster": True}, {"create_cluster": True, "autopilot_cluster": False}]


class Hand:
    """Writes one file, by chance."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311  # no secret

    def file(self) -> tuple[str, str]:
        """The end of the file's name, and its text."""
        values = self._values()
        if self.chance.random() < 0.25:
            return ".tfvars.json", json.dumps(values, indent=self.chance.choice([None, 1, 4]))
        lines = [f"{name} = {self._written(value, 0)}" for name, value in values.items()]
        self.chance.shuffle(lines)
        text = "\n".join(line if self.chance.random() < 0.9 else f"# {line[:10]!r}\n{line} // x" for line in lines)
        return ".tfvars", self._spoilt(f"{text}\n") if self.chance.random() < 0.2 else f"{text}\n"

    def _values(self) -> dict[str, Any]:
        values: dict[str, Any] = dict(BASE)
        if self.chance.random() < 0.8:
            values |= self.chance.choice(CLUSTERS)
        for _ in range(self.chance.randrange(3)):
            values |= self.chance.choice(GOOD if self.chance.random() < 0.7 else BAD)
        for _ in range(self.chance.choice([0, 0, 0, 0, 1, 2])):
            values[self.chance.choice(NAMES)] = self.chance.choice(ODD)
        if self.chance.random() < 0.1:
            values[self.chance.choice(UNKNOWN)] = self.chance.choice(ODD)
        if self.chance.random() < 0.05:
            del values[self.chance.choice(sorted(BASE))]
        return values

    def _spoilt(self, text: str) -> str:
        """With a letter left out, or another one in its place."""
        place = self.chance.randrange(len(text))
        other: str = self.chance.choice(["", "", *'"{}[](),=.:#\n 1a$%\\'])
        return text[:place] + other + text[place + 1 :]

    def _written(self, value: Any, depth: int) -> str:
        inside = "  " * (depth + 1)
        if isinstance(value, dict):
            sign, end = self.chance.choice([" = ", ": ", "="]), self.chance.choice(["\n", ",\n"])
            rows = [f"{self._name(key)}{sign}{self._written(each, depth + 1)}{end}" for key, each in value.items()]
            return "{\n" + "".join(f"{inside}{row}" for row in rows) + "  " * depth + "}"
        if isinstance(value, list):
            rows = [self._written(each, depth + 1) for each in value]
            several = "".join(f"{inside}{row},\n" for row in rows)
            return f"[{', '.join(rows)}]" if self.chance.random() < 0.5 else f"[\n{several}]"
        if not isinstance(value, str):
            return json.dumps(value)
        if value.endswith("\n") and "\r" not in value and self.chance.random() < 0.7:
            return f"<<-EOT\n{self._escaped(value)}EOT"
        return self._quoted(value)

    def _name(self, key: str) -> str:
        return key if key.isidentifier() and self.chance.random() < 0.8 else self._quoted(key)

    def _quoted(self, text: str) -> str:
        return self._escaped(str(json.dumps(text, ensure_ascii=self.chance.random() < 0.3)))

    def _escaped(self, text: str) -> str:
        return text.replace("${", "$${").replace("%{", "%%{")
