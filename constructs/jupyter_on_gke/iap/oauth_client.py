"""The OAuth client of Identity-Aware Proxy, Google's or the team's own. Plan-time functions."""

from jupyter_on_gke.plan_time import hexadecimal, plan_time, sha256, start


@plan_time
def keeps_secret(enabled: bool, client_id: str) -> bool:
    """Whether there is a secret with an own client."""
    return enabled and client_id != ""


@plan_time
def secret_in_use(client_id: str, secret_name: str) -> str:
    """The name of that secret; "" for the client that Google manages."""
    return secret_name if client_id != "" else ""


@plan_time
def revision(client_id: str, client_secret: str) -> int:
    """Another number for another client: it says of a long random secret nothing that anybody could use."""
    return hexadecimal(start(sha256(f"{client_id} {client_secret}"), 7)) + 1


@plan_time
def client_is_whole(client_secret: str, client_id: str) -> str:
    """Refuses one half of a client."""
    if (client_secret == "") == (client_id == ""):
        return ""
    return (
        "client_id and client_secret belong together, but only one of them is set: write both, or neither for the "
        "client that Google manages."
    )


@plan_time
def brands_are_made_in_the_console(create_brand: bool) -> str:
    """Refuses what Google has no API for any more."""
    if create_brand:
        return (
            "create_brand is true, but Google shut down the API for brands in March 2026: write create_brand = false "
            "for the OAuth client that Google manages, or make a client in the console and write client_id and "
            "client_secret."
        )
    return ""


@plan_time
def somebody_can_sign_in(client_id: str, in_organization: bool, project_id: str) -> str:
    """Refuses Google's own client where it lets in nobody."""
    if client_id != "" or in_organization:
        return ""
    return (
        f'project_id is "{project_id}", a project without an organization, where the OAuth client that Google manages '
        "lets in nobody (each request would be 502): make a client of your own in the console and write client_id and "
        "client_secret, or take a project of an organization, or write add_auth = false."
    )
