"""Puts a bucket for each person into a stack."""

from collections.abc import Mapping
from typing import Any, ClassVar

from jupyter_on_gke.parts.inside import Inside
from jupyter_on_gke.parts.part import Part
from jupyter_on_gke.storage.room import user_buckets


class UserBuckets(Part):
    """A bucket for each person in `user_buckets`."""

    FIXED: ClassVar[Mapping[str, Any]] = {"manage": []}

    def _fill(self, inside: Inside) -> None:
        inside.add_output("buckets", user_buckets(inside, inside.deployment, after=inside.after).buckets)

    @property
    def buckets(self) -> Any:
        """Person -> the bucket's name: a token for `for_each` and the like."""
        return self._attribute("buckets")
