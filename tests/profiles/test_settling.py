"""What plan-time functions of profiles give, computed by Python: settling.yaml."""

import re
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from jupyter_on_gke.accelerators import catalog
from jupyter_on_gke.accelerators.accelerator import Accelerator, LocalSsds
from jupyter_on_gke.cluster.pool import Pool
from jupyter_on_gke.plan_time import PlanTime
from jupyter_on_gke.profiles import ephemeral_storage, matching, settling, written_amounts, zones
from jupyter_on_gke.profiles.images import GPU_IMAGES, NOTEBOOK_IMAGE, TPU_IMAGES
from jupyter_on_gke.profiles.profile import Profile, Settled
from jupyter_on_gke.variables import memory
from jupyter_on_gke.written.amounts import WrittenCpu, WrittenMemory
from tests.support.documents import read_yaml
from tests.support.promises import broken

DATA: dict[str, Any] = read_yaml((Path(__file__).parent / "settling.yaml").read_text(encoding="utf-8"))
MODULES = (settling, matching, written_amounts, zones, ephemeral_storage, memory, catalog)
# Of what KubeSpawner gets for it, the pods say whether it is right.
LATER = {"default_images", "amount", "storage_amounts", "sidecar_annotations", "beside_sidecar"}
FUNCTIONS: dict[str, PlanTime[..., Any]] = {
    name: it
    for module in MODULES
    for name, it in vars(module).items()
    if isinstance(it, PlanTime) and it.__module__ == module.__name__
}
POOL: dict[str, Any] = {
    "accelerator": "",
    "count": 0,
    "zones": None,
    "machine_type": "m",
    "spot": False,
    "unfit": "",
    "takes_hub": True,
}
SETTLED: dict[str, Any] = {
    "ephemeral_storage_gb": 0,
    "kernel_idle_timeout": 0,
    "server_idle_timeout": 0,
    "max_age": 0,
    "memory_gibibytes": 4,
    "resource": "",
    "selector": {},
    "pools": [],
}
ACCELERATOR: dict[str, Any] = {
    "machine_types": {},
    "autopilot_counts": [],
    "spot_only": [],
    "reserved": False,
    "home_disks": [],
}
LISTS_OF_PROFILES = (
    "wanted",
    "default_profiles",
    "written_defaults",
    "chosen_profiles",
    "named_profiles",
    "filled_profiles",
    "profiles",
    "defaults_with_cpus",
    "defaults_with_limits",
)
ACCELERATORS = {name: Accelerator(**ACCELERATOR, **it) for name, it in DATA["accelerators"].items()}
LOCAL_SSDS = {name: LocalSsds(**it) for name, it in DATA["local_ssds"].items()}


def pools(written: dict[str, Any]) -> list[Pool]:
    return [Pool(**(POOL | {"name": name} | it)) for name, it in written.items()]


def profile(written: dict[str, Any], settled: bool) -> Profile:
    named = {"name": "p"} | written
    return Settled(**(SETTLED | named)) if settled else Profile(**named)


def argument(name: str, written: Any, settled: bool) -> Any:
    """The argument as the function takes it, by its name."""
    makers: dict[str, Any] = {
        "profile": lambda: profile(written, settled),
        "pool": lambda: pools({"pool": written})[0],
        "cpu": lambda: WrittenCpu(**({"guarantee": None, "limit": None} | written)),
        "memory": lambda: (
            written if isinstance(written, str) else WrittenMemory(**({"guarantee": None, "limit": None} | written))
        ),
        **dict.fromkeys(("pools", "matches"), lambda: pools(written)),
        **dict.fromkeys(
            ("profile_matches", "profile_pools"), lambda: {each: pools(it) for each, it in written.items()}
        ),
        **dict.fromkeys(
            LISTS_OF_PROFILES,
            lambda: [profile(each, settled) for each in written],
        ),
    }
    return makers.get(name, lambda: written)()


def called(name: str, case: dict[str, Any]) -> Any:
    function = FUNCTIONS[name]
    settled = name in ("has_disk", "offered_in", "offered_zones", "possible_zones", "mounts_buckets")
    amounts = {text: memory.memory_amount(text) for text in re.findall(r"\d+[MGT]", str(case["with"]) + "4G")}
    always = {"accelerators": ACCELERATORS, "local_ssds": LOCAL_SSDS, "memory_amounts": amounts}
    given = {each: argument(each, it, settled) for each, it in case["with"].items()}
    return function(**{each: it for each, it in always.items() if each in function.takes}, **given)


def plain(result: Any) -> Any:
    """Pools as their names, other objects as maps."""
    if isinstance(result, Pool):
        return result.name
    if is_dataclass(result) and not isinstance(result, type):
        return asdict(result)
    if isinstance(result, list):
        return [plain(each) for each in result]
    return {key: plain(each) for key, each in result.items()} if isinstance(result, dict) else result


CASES = [
    pytest.param(name, case, id=f"{name}-{number}")
    for name, cases in DATA["cases"].items()
    for number, case in enumerate(cases)
]


@pytest.mark.parametrize(("name", "case"), CASES)
def test_gives(name: str, case: dict[str, Any]) -> None:
    result = plain(called(name, case))
    if "gives" in case:
        assert result == case["gives"]
        assert isinstance(result, bool) == isinstance(case["gives"], bool)
    if "names" in case:
        assert [each["name"] for each in result] == case["names"]
    if "has" in case:
        assert broken(result, case["has"]) == []
    if "all_have" in case:
        assert [promise for one, promise in zip(result, case["all_have"], strict=True) if broken(one, promise)] == []


def test_every_function_has_cases() -> None:
    assert FUNCTIONS.keys() - LATER == DATA["cases"].keys()


def test_default_images() -> None:
    """One of the team's own comes first everywhere. Nobody's choice has no accelerator's libraries."""
    chosen, own = settling.default_images(NOTEBOOK_IMAGE), settling.default_images("own:1")
    assert chosen == {"": [NOTEBOOK_IMAGE], "nvidia.com/gpu": [*GPU_IMAGES], "google.com/tpu": [*TPU_IMAGES]}
    assert own == {resource: ["own:1", *(images if resource else [])] for resource, images in chosen.items()}
