"""Puts what people may choose into a stack."""

from constructs import Construct
from jupyter_on_gke.deployment import Deployment
from jupyter_on_gke.expressions import Expression, local, var
from jupyter_on_gke.profiles.profiles import Profiles


def profiles(stack: Construct, deployment: Deployment, *, pools: Expression, has_user_buckets: Expression) -> Profiles:
    """The profiles, for these node pools."""
    return Profiles(
        stack,
        "profiles",
        wanted=local("written_profiles"),
        pools=pools,
        region=deployment.region,
        notebook_image=var("notebook_image"),
        values=var("jupyterhub_values"),
        any_image=var("allow_any_image"),
        bucket=var("gcs_bucket"),
        only_dir=var("gcs_bucket_directory_per_user"),
        user_bucket_prefix=local("user_bucket_prefix"),
        has_user_buckets=has_user_buckets,
    )
