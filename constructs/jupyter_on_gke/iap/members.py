"""Who may pass Identity-Aware Proxy, who administers JupyterHub, and who is kept out. Plan-time functions."""

from jupyter_on_gke.expressions import Expression, var
from jupyter_on_gke.plan_time import (
    as_json,
    as_text,
    distinct,
    elements,
    lower,
    matches,
    plan_time,
    trimmed,
    without,
)
from jupyter_on_gke.storage.slugs import local_part
from jupyter_on_gke.variables.placeholders import PERSON
from jupyter_on_gke.variables.variable import Validation, validation

EVERYBODY = "allAuthenticatedUsers"
DOMAIN = r"[-a-zA-Z0-9.]+\.[a-zA-Z]{2,}"
MEMBER = rf"^(((user|group|serviceAccount):[^@, \t\n\f\r]+@|domain:){DOMAIN}|{EVERYBODY})$"
ADDRESS = rf"^[^@:, \t\n\f\r]+@{DOMAIN}$"
RESERVED = "(^|[@.:])example[.](com|net|org)$"
OF_ONE_DOMAIN = "^(user|serviceAccount|domain):"


@plan_time
def entry_text(entry: object) -> str:
    """What a list has in one place. What is no text is shown as it is, so that it is refused."""
    text = as_text(entry)
    return text if text is not None else as_json(entry)


@plan_time
def entries(members_allowlist: object) -> list[str]:
    """A list, or a text with commas, as a list."""
    text = as_text(members_allowlist)
    return text.split(",") if text is not None else [entry_text(entry) for entry in elements(members_allowlist)]


@plan_time
def written_members(members_allowlist: object) -> list[str]:
    """Its entries without blanks."""
    return [trimmed(entry) for entry in entries(members_allowlist) if trimmed(entry) != ""]


@plan_time
def every_member(members_allowlist: object) -> list[str]:
    """Each of them once."""
    return distinct(written_members(members_allowlist))


@plan_time
def members(every_member: list[str]) -> list[str]:
    """Who is granted to pass: IAM does not take allAuthenticatedUsers in a grant with a condition."""
    return [member for member in every_member if member != EVERYBODY]


LET_IN = Expression("local.members", lambda values: members(every_member(var("members_allowlist").computed(values))))
"""The local of them: it follows from one variable alone, so that validations of later ones may read it."""


@plan_time
def domain_of_member(member: str) -> str:
    """The domain of the people that a member is; "" for a group, which may hold people of any domain."""
    return lower(without("^.*[@:]", member)) if matches(OF_ONE_DOMAIN, member) else ""


@plan_time
def domains_of_members(every_member: list[str]) -> list[str]:
    """The domains of those who may pass."""
    return distinct([domain_of_member(member) for member in every_member])


@plan_time
def user_domain(username_local_part: bool, every_member: list[str]) -> str:
    """The one domain of everybody, where that is not a part of their names."""
    domains = domains_of_members(every_member)
    return domains[0] if username_local_part and len(domains) > 0 else ""


@plan_time
def people(addresses: list[str]) -> list[str]:
    """E-mail addresses as the hub compares them, each once."""
    return distinct([lower(trimmed(address)) for address in addresses])


@plan_time
def admins(admin_users: list[str]) -> list[str]:
    """JupyterHub's administrators."""
    return people(admin_users)


@plan_time
def blocked(blocked_users: list[str]) -> list[str]:
    """Who may not use JupyterHub any more."""
    return people(blocked_users)


@plan_time
def members_have_their_form(members_allowlist: object) -> str:
    """Refuses what IAM takes for no member."""
    wrong = [member for member in written_members(members_allowlist) if not matches(MEMBER, member)]
    if len(wrong) > 0:
        return (
            f"members_allowlist has {', '.join(wrong)}: write user:EMAIL, group:EMAIL, serviceAccount:EMAIL or "
            "domain:DOMAIN."
        )
    return ""


@plan_time
def somebody_may_pass(add_auth: bool, members_allowlist: object) -> str:
    """Refuses a proxy that lets in nobody."""
    if add_auth and len(members(written_members(members_allowlist))) == 0:
        return (
            "members_allowlist names nobody, so nobody could pass Identity-Aware Proxy: write who may, like "
            "user:you@example.com, or add_auth = false."
        )
    return ""


@plan_time
def members_are_filled_in(members_allowlist: object) -> str:
    """Refuses who is nobody: the one of the files that people copy."""
    if f"user:{PERSON}" in written_members(members_allowlist):
        return f"members_allowlist has user:{PERSON}, as in the file that was copied: write people's own addresses."
    return ""


@plan_time
def reserved_names(members: list[str], admins: list[str], domain: str, servers_domain: str) -> list[str]:
    """Those of domains that are for documentation, and nobody's."""
    return distinct([name for name in [*members, *admins, domain, servers_domain] if matches(RESERVED, lower(name))])


@plan_time
def names_are_somebodys(add_auth: bool, reserved_names: list[str]) -> str:
    """Warns of those: nobody signs in from there, and no certificate is issued."""
    if add_auth and len(reserved_names) > 0:
        return (
            f"{', '.join(reserved_names)} is of a domain that is for documentation and nobody's: write your own in "
            "members_allowlist, admin_users, domain and servers_domain."
        )
    return ""


@plan_time
def outside(addresses: list[str], named: list[str]) -> list[str]:
    """Those who are neither named themselves, nor their domain."""
    names = [lower(without(OF_ONE_DOMAIN, member)) for member in named]
    return [
        address
        for address in addresses
        if matches(ADDRESS, address) and lower(address) not in names and lower(without("^.*@", address)) not in names
    ]


@plan_time
def administrators_may_pass(add_auth: bool, admin_users: list[str], members: list[str]) -> str:
    """Refuses administrators who cannot sign in. Who is in a group, only Google knows: then nothing is refused."""
    wrong = outside(admin_users, members)
    if add_auth and len(wrong) > 0 and len(members) > 0 and all(matches(OF_ONE_DOMAIN, member) for member in members):
        return (
            f"admin_users has {', '.join(wrong)}, whom members_allowlist does not let in: write user:EMAIL of each "
            "into members_allowlist, too."
        )
    return ""


@plan_time
def only_named_members(add_auth: bool, every_member: list[str]) -> str:
    """Warns of allAuthenticatedUsers, which the blueprint's own first tfvars had."""
    if add_auth and EVERYBODY in every_member:
        return (
            "members_allowlist has allAuthenticatedUsers, which a grant for one host cannot have and which is left "
            "out: write domain:, group: or user: members instead."
        )
    return ""


@plan_time
def nobody_is_both(blocked_users: list[str], admin_users: list[str]) -> str:
    """Refuses administrators who are blocked."""
    both = [address for address in blocked_users if lower(trimmed(address)) in people(admin_users)]
    if len(both) > 0:
        return f"blocked_users has {', '.join(both)}, who is in admin_users, too: take who left off admin_users."
    return ""


@plan_time
def members_are_of_one_domain(username_local_part: bool, add_auth: bool, members_allowlist: object) -> str:
    """Refuses two people of one name."""
    domains = domains_of_members(written_members(members_allowlist))
    if username_local_part and add_auth and (len(domains) != 1 or "" in domains):
        return (
            "username_local_part is true, but members_allowlist may hold people of several domains: write user:, "
            "serviceAccount: and domain: members of one domain alone, or username_local_part = false."
        )
    return ""


@plan_time
def buckets_are_of_one_domain(username_local_part: bool, user_buckets: list[str]) -> str:
    """Refuses two people of one bucket."""
    names = distinct([local_part(person) for person in user_buckets])
    if username_local_part and len(names) < len(user_buckets):
        return (
            f"username_local_part is true, but user_buckets has {', '.join(user_buckets)}, of whom two have one name "
            "before the @: write people of one domain, or username_local_part = false."
        )
    return ""


def address_check(name: str) -> Validation:
    """The list `name` holds e-mail addresses."""

    @plan_time
    def addresses_have_their_form(addresses: list[str]) -> str:
        wrong = [address for address in addresses if not matches(ADDRESS, address)]
        if len(wrong) > 0:
            return f"{name} has {', '.join(wrong)}: write e-mail addresses, without user:."
        return ""

    return validation(addresses_have_their_form, addresses=var(name))
