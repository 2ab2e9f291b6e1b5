"""Puts the bucket that notebooks share into a stack."""

from collections.abc import Mapping
from typing import Any, ClassVar

from jupyter_on_gke.parts.inside import Inside
from jupyter_on_gke.parts.part import Part
from jupyter_on_gke.storage.room import shared_bucket


class Storage(Part):
    """The bucket named in `gcs_bucket`, created; looked up where `create_gcs_bucket` is False."""

    DEFAULTS: ClassVar[Mapping[str, Any]] = {"create_gcs_bucket": True}

    def _fill(self, inside: Inside) -> None:
        bucket = shared_bucket(inside, inside.deployment, after=inside.after)
        inside.add_output("bucket", bucket.name)

    @property
    def bucket(self) -> str:
        """The bucket's name."""
        return self.get_string("bucket")
