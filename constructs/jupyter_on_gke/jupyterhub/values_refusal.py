"""Values of the chart that belong elsewhere: a rule for each place where people look for them."""

from jupyter_on_gke.plan_time import PlanTime, at, distinct, keys_of, plan_time


def misplaced(path: str, message: str) -> PlanTime[..., str]:
    """A rule: keys of a map that belong elsewhere, `under` which the sentence says at its end."""

    @plan_time
    def refused(has_own_profile_list: bool, written_values: dict[str, object], under: dict[str, str]) -> str:
        found = [key for key in keys_of(at(written_values, path)) if key in under]
        if has_own_profile_list or len(found) == 0:
            return ""
        places = ", ".join(distinct([under.get(key, "") for key in found]))
        return f"jupyterhub_values has {path} with {', '.join(found)}, {message} {places}."

    return refused
