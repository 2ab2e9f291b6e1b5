"""What is refused of home disks and buckets. Plan-time functions."""

from jupyter_on_gke.plan_time import distinct, lower, matches, plan_time, shown
from jupyter_on_gke.variables.numbers import is_whole

PERSON = r"^[A-Za-z0-9][-A-Za-z0-9._+']{0,63}@([A-Za-z0-9]([-A-Za-z0-9]{0,61}[A-Za-z0-9])?[.])+[A-Za-z]{2,}$"


@plan_time
def disk_has_a_size(home_disk_size_gb: float) -> str:
    """Refuses what no disk has."""
    if is_whole(home_disk_size_gb, 10, 65536):
        return ""
    return f'home_disk_size_gb is "{shown(home_disk_size_gb)}": write a whole number from 10 to 65536.'


@plan_time
def type_is_regional(home_disk_regional: bool, home_disk_type: str) -> str:
    """Refuses a type that is in one zone."""
    if home_disk_regional and home_disk_type == "hyperdisk-balanced":
        return (
            f'home_disk_regional is true, but home_disk_type is "{home_disk_type}", which is in one zone: write '
            "pd-balanced, pd-ssd or pd-standard, or home_disk_regional = false."
        )
    return ""


@plan_time
def regional_disk_is_large(home_disk_regional: bool, home_disk_type: str, home_disk_size_gb: float) -> str:
    """Refuses a size that no regional disk of the type has."""
    if home_disk_regional and home_disk_type == "pd-standard" and home_disk_size_gb < 200:
        return (
            f"home_disk_regional is true, but home_disk_size_gb is {shown(home_disk_size_gb)}, and regional "
            "pd-standard disks have at least 200: write home_disk_size_gb = 200, or another home_disk_type."
        )
    return ""


@plan_time
def cluster_has_two_zones(home_disk_regional: bool, cluster_location: str) -> str:
    """Refuses a second zone for disks of a cluster that is in one."""
    if home_disk_regional and len(cluster_location.split("-")) > 2:
        return (
            f'home_disk_regional is true, but cluster_location is "{cluster_location}", a zone: write '
            "home_disk_regional = false."
        )
    return ""


@plan_time
def is_googles(name: str) -> bool:
    """Whether Google keeps a bucket's name, or what it begins with, for itself."""
    return name.startswith("goog") or "google" in name


@plan_time
def bucket_is_not_googles(gcs_bucket: str) -> str:
    """Refuses names that Google keeps."""
    if is_googles(gcs_bucket):
        return f'gcs_bucket is "{gcs_bucket}", but Google keeps names with google for itself: write another name.'
    return ""


@plan_time
def created_bucket_has_a_name(create_gcs_bucket: bool, gcs_bucket: str) -> str:
    """Refuses to create what has no name."""
    if create_gcs_bucket and gcs_bucket == "":
        return (
            "create_gcs_bucket is true, but gcs_bucket is empty: write the new bucket's name in gcs_bucket, or "
            "create_gcs_bucket = false."
        )
    return ""


@plan_time
def prefix_is_not_googles(user_bucket_prefix: str) -> str:
    """Refuses names that Google keeps."""
    if is_googles(user_bucket_prefix):
        return (
            f'user_bucket_prefix is "{user_bucket_prefix}", but Google keeps names with google for itself: write '
            "another one."
        )
    return ""


@plan_time
def people_have_addresses(user_buckets: list[str]) -> str:
    """Refuses what is no e-mail address."""
    wrong = [person for person in user_buckets if not matches(PERSON, person)]
    if len(wrong) > 0:
        return f"user_buckets has {', '.join(wrong)}: write e-mail addresses."
    return ""


@plan_time
def people_are_written_once(user_buckets: list[str]) -> str:
    """Refuses two buckets of one person."""
    if len(distinct([lower(person) for person in user_buckets])) < len(user_buckets):
        return f"user_buckets has {', '.join(user_buckets)}: write each person once."
    return ""


@plan_time
def people_are_not_googles(user_buckets: list[str]) -> str:
    """Refuses people whose bucket would have a name that Google keeps."""
    wrong = [person for person in user_buckets if "google" in lower(person)]
    if len(wrong) > 0:
        return (
            f"user_buckets has {', '.join(wrong)}, but Google keeps names of buckets with google for itself: leave "
            "these people out."
        )
    return ""


@plan_time
def logs_are_elsewhere(bucket_access_logs: str, gcs_bucket: str) -> str:
    """Refuses a bucket that logs into itself."""
    if bucket_access_logs == "" or bucket_access_logs != gcs_bucket:
        return ""
    return f'bucket_access_logs is "{bucket_access_logs}", which is gcs_bucket itself: write another bucket.'
