"""The variables of home disks and buckets."""

from jupyter_on_gke.storage import rules
from jupyter_on_gke.storage.settling import DEFAULT_PREFIX
from jupyter_on_gke.variables import placeholders
from jupyter_on_gke.variables.variable import Variable, one_of, pattern, validation

DISK_TYPES = ("pd-standard", "pd-balanced", "pd-ssd", "hyperdisk-balanced")
# KubeSpawner's name for a person has at most 48 characters, a bucket's at most 63, with a hyphen between them.
PREFIX_LENGTH = 63 - 48 - 1

BUCKET = "^[a-z0-9][-a-z0-9_.]{1,61}[a-z0-9]$"
BUCKET_FORM = "the bucket's name alone: 3 to 63 lowercase letters, digits, hyphens, underscores and dots"

HOME_DISKS = (
    Variable(
        name="home_disk_size_gb",
        type="number",
        default=10,
        description="Size of a person's home disk in GiB, 10 by default. A change is for new homes; those that are "
        "there are made larger with kubectl (docs/storage.md) and never smaller.",
        validations=(validation(rules.disk_has_a_size),),
    ),
    Variable(
        name="home_disk_type",
        default="pd-balanced",
        description="Type of home disks, pd-balanced by default: pd-standard, pd-balanced, pd-ssd or "
        "hyperdisk-balanced. Not every machine takes each of them; a profile whose machines do not is refused. "
        "A change is for new homes.",
        validations=(one_of("home_disk_type", DISK_TYPES),),
    ),
    Variable(
        name="home_disk_regional",
        type="bool",
        default=False,
        description="Keep each home disk in two zones of the region, so that it outlives one of them, at twice the "
        "price. By default it is in one zone. A change is for new homes.",
        validations=(
            validation(rules.type_is_regional),
            validation(rules.regional_disk_is_large),
            validation(rules.cluster_has_two_zones),
        ),
    ),
    Variable(
        name="home_disk_retain",
        type="bool",
        default=False,
        description="Keep a home's disk when its claim is deleted, with the namespace or by hand. By default it is "
        "deleted with the claim. A disk that is kept is billed until somebody deletes it. A change is for new homes.",
    ),
    Variable(
        name="delete_homes_of_deleted_users",
        type="bool",
        default=False,
        description="Delete a person's home disk when an administrator deletes the person on the hub's page. By "
        "default the claim stays, and who comes back under the same address finds the home again; delete it by "
        "kubectl. A change restarts the hub.",
    ),
    Variable(
        name="home_storage_class",
        default="",
        effective="a class of our own",
        description="Existing StorageClass for home disks. By default one is created from home_disk_type, "
        "home_disk_regional and home_disk_retain, which an existing one replaces, and homes are only in zones where "
        "every profile can run. A change is for new homes.",
        validations=(
            pattern(
                "home_storage_class",
                "^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$",
                "the name of a StorageClass: lowercase letters, digits, hyphens and dots",
                optional=True,
            ),
        ),
    ),
)

BUCKETS = (
    Variable(
        name="gcs_bucket",
        default="",
        effective="no bucket",
        description="Bucket for notebooks' data, mounted on /data by Cloud Storage FUSE in every notebook for which "
        "people do not choose other storage. None by default. A change moves nothing; a bucket that was created here "
        "is destroyed if it is empty, else Terraform stops.",
        validations=(
            pattern(
                "gcs_bucket",
                BUCKET,
                BUCKET_FORM,
                optional=True,
            ),
            validation(rules.bucket_is_not_googles),
            placeholders.own_project("gcs_bucket", "a name of your own, which is free in all of Google Cloud"),
        ),
    ),
    Variable(
        name="create_gcs_bucket",
        type="bool",
        default=False,
        description="Create that bucket in the cluster's region. By default it is there already. "
        "Changing true to false destroys the bucket if it is empty, else Terraform stops.",
        validations=(validation(rules.created_bucket_has_a_name),),
    ),
    Variable(
        name="gcs_bucket_directory_per_user",
        type="bool",
        default=False,
        description="Mount only the person's own directory of gcs_bucket on /data (only-dir). By default all of the "
        "bucket is there for everybody. It tidies, it does not isolate: every notebook may use all of the bucket. A "
        "change restarts the hub, and holds for servers that start then; nothing in the bucket is moved.",
    ),
    Variable(
        name="user_bucket_prefix",
        default="",
        effective=DEFAULT_PREFIX,
        description="What the name of a person's own bucket begins with, before a hyphen and the person's name as "
        "KubeSpawner writes it; gcsfuse by default. Names of buckets are the world's: choose a prefix that is yours, "
        "or a stranger can own the bucket of a person who has none. A change makes people's buckets other ones: "
        "those that are there are destroyed if they are empty, else Terraform stops.",
        validations=(
            pattern(
                "user_bucket_prefix",
                f"^[a-z0-9]([-a-z0-9]{{0,{PREFIX_LENGTH - 2}}}[a-z0-9])?$",
                f"1 to {PREFIX_LENGTH} lowercase letters, digits and hyphens, so that the whole name has at most 63",
                optional=True,
            ),
            validation(rules.prefix_is_not_googles),
        ),
    ),
    Variable(
        name="user_buckets",
        type="list(string)",
        default=[],
        description="People, by e-mail address, for each of whom a bucket of their own is created, and to whom "
        "GCSFuse is offered beside the disk as the home directory. Nobody by default. A change leaves the others' "
        "buckets as they are; taking a person out destroys the bucket if it is empty, else Terraform stops.",
        validations=(
            validation(rules.people_have_addresses),
            validation(rules.people_are_written_once),
            validation(rules.people_are_not_googles),
            placeholders.own_people("user_buckets"),
        ),
    ),
)

LOGS = (
    Variable(
        name="bucket_access_logs",
        default="",
        effective="none",
        description="Existing bucket into which Google writes who used the buckets that are created here. It must let "
        "group:cloud-storage-analytics@google.com create objects. None by default. A change is made in place.",
        validations=(
            pattern("bucket_access_logs", BUCKET, BUCKET_FORM, optional=True),
            validation(rules.logs_are_elsewhere),
        ),
    ),
)

VARIABLES = (*HOME_DISKS, *BUCKETS, *LOGS)
