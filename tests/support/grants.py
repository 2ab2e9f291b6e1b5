"""Which identity holds which role on what, as a plan or a state has it."""

from jupyter_on_gke.previewing.access import WORDS
from tests.support.synth import Json

TARGETS = ("bucket", "project")


def is_grant(address: str) -> bool:
    """Whether a resource of this address gives somebody a right at Google, or a key to it."""
    kind = address.split(".")[0]
    grants_something = any(part in kind for part in ("_iam_", "_key", "_access_control", "_acl"))
    return grants_something and kind != "google_project_iam_custom_role"


def grants(resources: dict[str, Json]) -> dict[str, list[str]]:
    """Address of a grant -> who has which role on what, and under which condition."""
    permissions = {
        values["id"]: ", ".join(sorted(values["permissions"]))
        for address, values in resources.items()
        if address.startswith("google_project_iam_custom_role.")
    }
    found: dict[str, list[str]] = {}
    for address, values in sorted(resources.items()):
        if not is_grant(address):
            continue
        base = address.split("[")[0]
        assert base in WORDS, f"{address} is a grant that previewing/access.py has no words for"
        members = values.get("members") or [values["member"]]
        target = next(f"{key} {values[key]}" for key in TARGETS if values.get(key))
        condition = "".join(f" if {each['expression']}" for each in values.get("condition") or [])
        role = permissions.get(values["role"], values["role"])
        found.setdefault(base, []).extend(f"{member} has {role} on {target}{condition}" for member in members)
    return {base: sorted(lines) for base, lines in found.items()}


def role_of(grant: str) -> str:
    """The role or the permissions of a line of `grants`."""
    return grant.partition(" has ")[2].partition(" on ")[0]


def table(cases: list[dict[str, list[str]]]) -> str:
    """The grants of all cases as a table in words."""
    rows = set()
    for address, lines in ((address, lines) for case in cases for address, lines in case.items()):
        who, target, when = WORDS[address]
        for line in lines:
            role = role_of(line)
            rows.add((who, "any role" if "notebooks_roles" in address else f"`{role}`", target, when))
    header = ["| who | role or permission | on | where |", "|---|---|---|---|"]
    return "\n".join([*header, *(f"| {' | '.join(row)} |" for row in sorted(rows))])
