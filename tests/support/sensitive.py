"""What Terraform shows of a plan: its JSON without what is marked sensitive there."""

from tests.support.synth import Json


def shown(plan: Json) -> Json:
    """The plan's JSON without sensitive variables and values."""
    declared = plan["configuration"]["root_module"]["variables"]
    rest = {key: value for key, value in plan.items() if key not in ("variables", "resource_changes", "output_changes")}
    return {
        **{key: without_values(value) for key, value in rest.items()},
        "variables": {
            name: value for name, value in plan["variables"].items() if not declared.get(name, {}).get("sensitive")
        },
        "changes": [
            masked(change.get(when), change.get(f"{when}_sensitive", False))
            for change in (
                *(each["change"] for each in plan.get("resource_changes", [])),
                *plan.get("output_changes", {}).values(),
            )
            for when in ("before", "after")
        ],
    }


def without_values(data: Json) -> Json:
    """Modules and states: resources and outputs without what is sensitive of them."""
    if isinstance(data, list):
        return [without_values(each) for each in data]
    if not isinstance(data, dict):
        return data
    if "sensitive_values" in data:
        return {**data, "values": masked(data.get("values"), data["sensitive_values"])}
    if data.get("sensitive") is True and "value" in data:
        return {key: value for key, value in data.items() if key != "value"}
    return {key: without_values(value) for key, value in data.items()}


def masked(value: Json, sensitive: Json) -> Json:
    """The value without the parts that the mask, of the same shape, has true for."""
    if sensitive is True:
        return "(sensitive)"
    if isinstance(value, dict) and isinstance(sensitive, dict):
        return {key: masked(each, sensitive.get(key, False)) for key, each in value.items()}
    if isinstance(value, list) and isinstance(sensitive, list):
        padded = [*sensitive, *[False] * len(value)]
        return [masked(each, mask) for each, mask in zip(value, padded, strict=False)]
    return value
