"""Plan-time functions: written, typed and tested in Python, evaluated by Terraform in the plan."""

from jupyter_on_gke.plan_time.function import PlanTime, plan_time
from jupyter_on_gke.plan_time.functions import (
    common,
    distinct,
    extended,
    lower,
    matches,
    number,
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
    "common",
    "distinct",
    "extended",
    "lower",
    "matches",
    "number",
    "plan_time",
    "settle_logic",
    "sha256",
    "shown",
    "start",
    "thousandths",
    "without",
]
