"""What the files that people copy have in the place of their own: refused where it is left in. Plan-time rules."""

from jupyter_on_gke.expressions import var
from jupyter_on_gke.plan_time import lower, plan_time
from jupyter_on_gke.variables.variable import Validation, validation

PROJECT = "your-project-id"
PERSON = "you@example.com"
OF_CLIENT = "your-client-secret"


def own_project(name: str, what: str) -> Validation:
    """The text `name` must not have the files' project in it; `what` says in words what to write."""

    @plan_time
    def project_is_filled_in(value: str) -> str:
        if PROJECT in value:
            return f'{name} is "{value}", as in the file that was copied: write {what}.'
        return ""

    return validation(project_is_filled_in, value=var(name))


def own_people(name: str) -> Validation:
    """The list `name` of addresses must not have the files' person in it."""

    @plan_time
    def people_are_filled_in(addresses: list[str]) -> str:
        if PERSON in [lower(address) for address in addresses]:
            return f"{name} has {PERSON}, as in the file that was copied: write people's own addresses."
        return ""

    return validation(people_are_filled_in, addresses=var(name))


@plan_time
def secret_is_filled_in(client_secret: str) -> str:
    """Refuses the files' secret; the sentence may not have it."""
    if client_secret == OF_CLIENT:
        return "client_secret is the one of the file that was copied: write that of your own OAuth client."
    return ""
