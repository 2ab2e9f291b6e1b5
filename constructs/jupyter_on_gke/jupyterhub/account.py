"""Notebooks' account: what it is called, what IAM knows it by, and what it is for. Plan-time functions."""

from jupyter_on_gke.plan_time import at, plan_time

ACTS_AS = "iam.gke.io/gcp-service-account"


@plan_time
def is_made(create_service_account: bool, create_namespace: bool) -> bool:
    """Whether we make the Kubernetes account: in a namespace that we make it cannot be there already."""
    return create_service_account or create_namespace


@plan_time
def annotations(create_service_account: bool, email: str | None) -> dict[str, str]:
    """With the address of a Google account pods act as that, and grants to themselves do not count."""
    return {} if create_service_account else {ACTS_AS: email if email is not None else ""}


@plan_time
def notebook_account(made: str | None, service_account: str) -> str:
    """The Kubernetes account's name; one that was made keeps it."""
    return made if made is not None else service_account


@plan_time
def notebook_member(create_service_account: bool, itself: str, google_account: str | None) -> str:
    """Whom to grant: the Kubernetes account itself, or the Google account that pods act as."""
    return itself if create_service_account or google_account is None else google_account


@plan_time
def notebooks_use_google(
    reach_buckets: bool, notebook_project_roles: list[str], create_service_account: bool, written_singleuser: object
) -> bool:
    """Whether notebooks have anything to use at Google; an account of one's own has grants of one's own."""
    return (
        reach_buckets
        or len(notebook_project_roles) > 0
        or not create_service_account
        or at(written_singleuser, "serviceAccountName") is not None
    )


@plan_time
def has_bucket(bucket: str) -> bool:
    """Whether there is a shared bucket to grant."""
    return bucket != ""


@plan_time
def each_role(notebook_project_roles: list[str]) -> frozenset[str]:
    """The roles, for one grant each."""
    return frozenset(notebook_project_roles)
