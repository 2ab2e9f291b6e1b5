"""What plan-time functions of profiles give, computed by Python: settling.yaml."""

from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from jupyter_on_gke.accelerators import catalog
from jupyter_on_gke.accelerators.accelerator import Accelerator, LocalSsds
from jupyter_on_gke.cluster.pool import Pool
from jupyter_on_gke.plan_time import PlanTime
from jupyter_on_gke.profiles import ephemeral_storage, settling, written_amounts
from jupyter_on_gke.profiles.images import GPU_IMAGES, NOTEBOOK_IMAGE, TPU_IMAGES
from jupyter_on_gke.profiles.profile import Profile, Settled
from jupyter_on_gke.variables import memory
from jupyter_on_gke.written_values import WrittenCpu, WrittenMemory
from tests.support.promises import broken

DATA: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "settling.yaml").read_text(encoding="utf-8"))
MODULES = (settling, written_amounts, ephemeral_storage, memory, catalog)
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
SETTLED: dict[str, Any] = {"memory_gibibytes": 4, "resource": "", "selector": {}, "pools": []}
ACCELERATOR: dict[str, Any] = {
    "machine_types": {},
    "autopilot_counts": [],
    "spot_only": [],
    "reserved": False,
    "home_disks": [],
}
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
            ("wanted", "default_profiles", "chosen_profiles", "profiles"),
            lambda: [profile(each, settled) for each in written],
        ),
    }
    return makers.get(name, lambda: written)()


def called(name: str, case: dict[str, Any]) -> Any:
    function = FUNCTIONS[name]
    settled = name in ("zones", "profile_zones", "mounts_buckets")
    always = {"accelerators": ACCELERATORS, "local_ssds": LOCAL_SSDS}
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
        assert [broken(one, promise) for one, promise in zip(result, case["all_have"], strict=True)] == [[], []]
    if "first" in case:
        assert result[0] == case["first"]
        assert len(result) > case["more_than"]


def test_every_function_has_cases() -> None:
    assert FUNCTIONS.keys() == DATA["cases"].keys()


def test_the_image_of_nobodys_choice_is_not_offered_beside_those_for_accelerators() -> None:
    """It has no driver's libraries."""
    for accelerator, offered in (("t4", GPU_IMAGES), ("tpu-v5", TPU_IMAGES)):
        assert settling.images(Profile(name="p", accelerator=accelerator), NOTEBOOK_IMAGE) == list(offered)
        assert settling.images(Profile(name="p", accelerator=accelerator), "own:1") == ["own:1", *offered]
    assert settling.images(Profile(name="p"), NOTEBOOK_IMAGE) == [NOTEBOOK_IMAGE]


def test_written_amounts_are_for_default_profiles_alone() -> None:
    cpu, nothing = WrittenCpu(guarantee=9, limit=None), WrittenMemory(guarantee=None, limit=None)
    for wanted, guarantee in (([Profile(name="mine")], 1), ([], 9)):
        (made,) = settling.chosen_profiles(wanted, [Profile(name="cpu")], cpu, nothing)
        assert made.cpu_guarantee == guarantee
