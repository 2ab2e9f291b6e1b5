"""The variables of the notebooks' bucket."""

from jupyter_on_gke.variables.variable import Validation, Variable, pattern

VARIABLES = (
    Variable(
        name="gcs_bucket",
        default="",
        effective="no bucket",
        description="Bucket for notebooks' data, mounted on /data in every notebook by Cloud Storage "
        "FUSE. None by default. A change moves nothing; a bucket that was created here is destroyed "
        "if it is empty, else Terraform stops.",
        validations=(
            pattern(
                "gcs_bucket",
                "^[a-z0-9][-a-z0-9_.]{1,61}[a-z0-9]$",
                "the bucket's name alone: 3 to 63 lowercase letters, digits, hyphens, underscores and dots",
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
)
