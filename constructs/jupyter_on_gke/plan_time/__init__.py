"""Plan-time functions: written, typed and tested in Python, evaluated by Terraform in the plan."""

from jupyter_on_gke.plan_time.documents import (
    as_json,
    as_number,
    as_text,
    at,
    captured,
    elements,
    entries,
    is_network,
    keys_of,
    present,
    trimmed,
)
from jupyter_on_gke.plan_time.function import PlanTime, plan_time
from jupyter_on_gke.plan_time.functions import (
    common,
    distinct,
    extended,
    hexadecimal,
    lower,
    matches,
    number,
    replaced,
    sha256,
    shown,
    start,
    thousandths,
    without,
)
from jupyter_on_gke.plan_time.refusal import PlanTimeError
from jupyter_on_gke.plan_time.settled import settle_logic

__all__ = [
    "PlanTime",
    "PlanTimeError",
    "as_json",
    "as_number",
    "as_text",
    "at",
    "captured",
    "common",
    "distinct",
    "elements",
    "entries",
    "extended",
    "hexadecimal",
    "is_network",
    "keys_of",
    "lower",
    "matches",
    "number",
    "plan_time",
    "present",
    "replaced",
    "settle_logic",
    "sha256",
    "shown",
    "start",
    "thousandths",
    "trimmed",
    "without",
]
