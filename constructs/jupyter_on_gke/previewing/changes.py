"""The changes of a plan, read from `terraform show -json`: what preview and upgrade-check both begin with."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Json = Any

NO_PLAN = "this is no plan: write one by terraform plan -out=plan, and terraform show -json plan."
NAMES = ("name", "service", "account_id", "role_id")
"""What Google calls the name of a thing."""
KEY = re.compile(r"\[[^\]]*\]$")


@dataclass(frozen=True, kw_only=True)
class Change:
    """What a plan does with one resource."""

    address: str
    kind: str
    """Its type, as google_storage_bucket."""
    actions: tuple[str, ...]
    """create, update, delete, forget; two where it is replaced; none where it stays as it is."""
    before: dict[str, Json] = field(default_factory=dict)
    after: dict[str, Json] = field(default_factory=dict)
    unknown: dict[str, Json] = field(default_factory=dict)
    """What is known after the apply: name -> True, or the same of what is in it."""
    before_sensitive: Json = False
    after_sensitive: Json = False
    replaced_for: tuple[str, ...] = ()
    """The attributes for whose sake it is replaced, as paths with dots."""
    importing: str = ""
    """The id as which it is taken over."""
    previous_address: str = ""

    @property
    def is_replaced(self) -> bool:
        """Whether it is destroyed and made again."""
        return {"create", "delete"} <= {*self.actions}

    @property
    def is_grant(self) -> bool:
        """Whether it gives somebody a role."""
        return "_iam_" in self.kind and self.kind != "google_project_iam_custom_role"

    @property
    def base(self) -> str:
        """Its address without a key."""
        return KEY.sub("", self.address)


def changes_of(plan: Json) -> list[Change]:
    """All managed resources of a plan. ValueError where it is none."""
    if not isinstance(plan, dict) or not isinstance(plan.get("resource_changes", None), list):
        raise ValueError(NO_PLAN)
    return [change_of(each) for each in plan["resource_changes"] if each.get("mode") == "managed"]


def change_of(each: Json) -> Change:
    """A change as the plan has it, of resource_changes or of resource_drift."""
    what = each["change"]
    importing = what.get("importing")
    return Change(
        address=each["address"],
        kind=each["type"],
        actions=tuple(action for action in what["actions"] if action not in ("no-op", "read")),
        before=what.get("before") or {},
        after=what.get("after") or {},
        unknown=what.get("after_unknown") or {},
        before_sensitive=what.get("before_sensitive", False),
        after_sensitive=what.get("after_sensitive", False),
        replaced_for=tuple(".".join(map(str, path)) for path in what.get("replace_paths") or ()),
        importing=importing.get("id", "it is") if importing else "",
        previous_address=each.get("previous_address", ""),
    )


def name_of(change: Change) -> str:
    """What people call the thing: its name at Google or in the cluster, or the key of its address."""
    for has in (change.after, change.before):
        of_kubernetes = next((each for each in has.get("metadata") or () if isinstance(each, dict)), {})
        for found in (of_kubernetes.get("name"), *(has.get(name) for name in NAMES)):
            if isinstance(found, str) and found:
                return found
    key = KEY.search(change.address)
    return key[0].strip('[]"') if key and '"' in key[0] else change.address


def data_of(plan: Json) -> Iterator[tuple[str, dict[str, Json]]]:
    """Type and values of what the plan has read: data sources of the root."""
    root = ((plan.get("prior_state") or {}).get("values") or {}).get("root_module") or {}
    for each in root.get("resources") or ():
        if each.get("mode") == "data":
            yield each["type"], each.get("values") or {}
