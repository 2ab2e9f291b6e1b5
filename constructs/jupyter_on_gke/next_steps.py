"""What comes after an apply: how the hub is opened, who is let in, where problems show. Plan-time functions."""

from jupyter_on_gke.iap.settling import DnsRecord
from jupyter_on_gke.plan_time import plan_time


@plan_time
def credentials_command(
    cluster_reached_by: str,
    cluster_name: str,
    cluster_location: str,
    membership_id: str,
    membership_location: str,
    project_id: str,
) -> str:
    """The command after which kubectl reaches the cluster, the way that Terraform does."""
    if cluster_reached_by == "gateway":
        return (
            f"gcloud container fleet memberships get-credentials {membership_id} --location {membership_location} "
            f"--project {project_id}"
        )
    command = f"gcloud container clusters get-credentials {cluster_name} --location {cluster_location}"
    return f"{command} --project {project_id}{' --dns-endpoint' if cluster_reached_by == 'dns' else ''}"


@plan_time
def shown_records(dns_records: list[DnsRecord]) -> str:
    """DNS records as a zone has them, one a line."""
    return "\n".join([f"   {record.name} {record.type} {record.value}" for record in dns_records])


@plan_time
def how_to_watch(credentials_command: str, stack_folder: str, or_make_wait: str) -> str:
    """What says why the page is not there yet. `or_make_wait`: a line with the same in a clone, or ""."""
    return (
        f"   What it still waits for is said by:\n   {credentials_command}\n"
        f"   jupyter-on-gke wait --dir {stack_folder}{or_make_wait}"
    )


@plan_time
def how_to_mend(credentials_command: str, stack_folder: str, or_make_doctor: str) -> str:
    """What says why something fails. `or_make_doctor`: a line with the same in a clone, or ""."""
    return (
        f"If something fails, the cause is said by:\n   {credentials_command}\n"
        f"   jupyter-on-gke doctor --dir {stack_folder}{or_make_doctor}\n"
        "   Or look yourself:"
    )


@plan_time
def steps_with_iap(
    host: str, dns_records: list[DnsRecord], namespace: str, how_to_watch: str, how_to_mend: str
) -> list[str]:
    """What people do where they sign in with Google."""
    records = f"Make these DNS records. Without them no certificate is issued.\n{shown_records(dns_records)}"
    return [
        *([records] if len(dns_records) > 0 else []),
        f"Open https://{host} and sign in with Google.\n"
        "   The first certificate takes up to an hour. Until then the browser shows an error of TLS.\n"
        f"{how_to_watch}",
        "Let more people in: write them into members_allowlist and apply again.",
        f"{how_to_mend}\n   kubectl --namespace {namespace} get pods,ingress,managedcertificate\n"
        f"   kubectl --namespace {namespace} logs deployment/hub",
    ]


@plan_time
def steps_without_iap(
    user: str, namespace: str, credentials_command: str, password_command: str, how_to_mend: str
) -> list[str]:
    """What people do where the hub is reached by port forwarding."""
    return [
        f"Forward the hub to this machine:\n   {credentials_command}\n"
        f"   kubectl --namespace {namespace} port-forward service/proxy-public 8080:80",
        f"Open http://localhost:8080 and sign in as {user}. The password is printed by:\n   {password_command}",
        "Let more people in: write add_auth = true and members_allowlist, and apply again. They sign in with Google.",
        f"{how_to_mend}\n   kubectl --namespace {namespace} get pods\n"
        f"   kubectl --namespace {namespace} logs deployment/hub",
    ]


@plan_time
def next_steps(behind_iap: bool, steps_with_iap: list[str], steps_without_iap: list[str]) -> str:
    """The steps with their numbers."""
    steps = steps_with_iap if behind_iap else steps_without_iap
    return "\n".join([f"{index + 1}. {step}" for index, step in enumerate(steps)])
