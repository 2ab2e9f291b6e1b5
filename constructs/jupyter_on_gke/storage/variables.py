"""The variables of home disks and buckets."""

import json

from jupyter_on_gke.variables.variable import Validation, Variable, one_of, pattern

DISK_TYPES = ("pd-standard", "pd-balanced", "pd-ssd", "hyperdisk-balanced")
DEFAULT_PREFIX = "gcsfuse"
# KubeSpawner's name for a person has at most 48 characters, a bucket's at most 63, with a hyphen between them.
PREFIX_LENGTH = 63 - 48 - 1
PERSON = r"^[A-Za-z0-9][-A-Za-z0-9._+']{0,63}@([A-Za-z0-9]([-A-Za-z0-9]{0,61}[A-Za-z0-9])?[.])+[A-Za-z]{2,}$"
NOT_PEOPLE = f"[for person in var.user_buckets : person if !can(regex({json.dumps(PERSON)}, person))]"
GOOGLES_NAMES = '[for person in var.user_buckets : person if strcontains(lower(person), "google")]'

BUCKET = "^[a-z0-9][-a-z0-9_.]{1,61}[a-z0-9]$"
BUCKET_FORM = "the bucket's name alone: 3 to 63 lowercase letters, digits, hyphens, underscores and dots"

HOME_DISKS = (
    Variable(
        name="home_disk_size_gb",
        type="number",
        default=10,
        description="Size of a person's home disk in GiB, 10 by default. A change is for new homes; those that are "
        "there are made larger with kubectl (docs/storage.md) and never smaller.",
        validations=(
            Validation(
                condition="var.home_disk_size_gb >= 10 && floor(var.home_disk_size_gb) == var.home_disk_size_gb && "
                "var.home_disk_size_gb <= 65536",
                message='home_disk_size_gb is "${var.home_disk_size_gb}": write a whole number from 10 to 65536.',
            ),
        ),
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
            Validation(
                condition='!var.home_disk_regional || var.home_disk_type != "hyperdisk-balanced"',
                message='home_disk_regional is true, but home_disk_type is "${var.home_disk_type}", which is in one '
                "zone: write pd-balanced, pd-ssd or pd-standard, or home_disk_regional = false.",
            ),
            Validation(
                condition='!var.home_disk_regional || var.home_disk_type != "pd-standard" || '
                "var.home_disk_size_gb >= 200",
                message="home_disk_regional is true, but home_disk_size_gb is ${var.home_disk_size_gb}, and regional "
                "pd-standard disks have at least 200: write home_disk_size_gb = 200, or another home_disk_type.",
            ),
            Validation(
                condition='!var.home_disk_regional || length(split("-", var.cluster_location)) < 3',
                message="home_disk_regional is true, but cluster_location is "
                '"${var.cluster_location}", a zone: write home_disk_regional = false.',
            ),
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
            Validation(
                condition='!startswith(var.gcs_bucket, "goog") && !strcontains(var.gcs_bucket, "google")',
                message='gcs_bucket is "${var.gcs_bucket}", but Google keeps names with google for itself: '
                "write another name.",
            ),
        ),
    ),
    Variable(
        name="create_gcs_bucket",
        type="bool",
        default=False,
        description="Create that bucket in the cluster's region. By default it is there already. "
        "Changing true to false destroys the bucket if it is empty, else Terraform stops.",
        validations=(
            Validation(
                condition='!var.create_gcs_bucket || var.gcs_bucket != ""',
                message="create_gcs_bucket is true, but gcs_bucket is empty: write the new bucket's name "
                "in gcs_bucket, or create_gcs_bucket = false.",
            ),
        ),
    ),
    Variable(
        name="gcs_bucket_directory_per_user",
        type="bool",
        default=False,
        description="Mount only the person's own directory of gcs_bucket on /data (only-dir). By default all of the "
        "bucket is there for everybody. It tidies, it does not isolate: every notebook may use all of the bucket.",
    ),
    Variable(
        name="user_bucket_prefix",
        default="",
        effective=DEFAULT_PREFIX,
        description="What the name of a person's own bucket begins with, before a hyphen and the person's name as "
        "KubeSpawner writes it; gcsfuse by default. Names of buckets are the world's: choose a prefix that is yours, "
        "or a stranger can own the bucket of a person who has none. A change makes people's buckets other ones.",
        validations=(
            pattern(
                "user_bucket_prefix",
                f"^[a-z0-9]([-a-z0-9]{{0,{PREFIX_LENGTH - 2}}}[a-z0-9])?$",
                f"1 to {PREFIX_LENGTH} lowercase letters, digits and hyphens, so that the whole name has at most 63",
                optional=True,
            ),
            Validation(
                condition='!startswith(var.user_bucket_prefix, "goog")',
                message='user_bucket_prefix is "${var.user_bucket_prefix}", but Google keeps names with goog for '
                "itself: write another one.",
            ),
        ),
    ),
    Variable(
        name="user_buckets",
        type="list(string)",
        default=[],
        description="People, by e-mail address, for each of whom a bucket of their own is created, and to whom GCSFuse "
        "is offered beside the disk as the home directory. Nobody by default. Taking a person out destroys the bucket "
        "if it is empty, else Terraform stops.",
        validations=(
            Validation(
                condition=f"length({NOT_PEOPLE}) == 0",
                message=f'user_buckets has ${{join(", ", {NOT_PEOPLE})}}: write e-mail addresses.',
            ),
            Validation(
                condition="length(distinct([for person in var.user_buckets : lower(person)])) == "
                "length(var.user_buckets)",
                message='user_buckets has ${join(", ", var.user_buckets)}: write each person once.',
            ),
            Validation(
                condition=f"length({GOOGLES_NAMES}) == 0",
                message=f'user_buckets has ${{join(", ", {GOOGLES_NAMES})}}, but Google keeps names of buckets with '
                "google for itself: leave these people out.",
            ),
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
            Validation(
                condition='var.bucket_access_logs == "" || var.bucket_access_logs != var.gcs_bucket',
                message='bucket_access_logs is "${var.bucket_access_logs}", which is gcs_bucket itself: write '
                "another bucket.",
            ),
        ),
    ),
)

VARIABLES = (*HOME_DISKS, *BUCKETS, *LOGS)
