"""Puts the StorageClass of home disks into a stack."""

from collections.abc import Sequence
from typing import Any, ClassVar

from constructs import Construct
from jupyter_on_gke.expressions import var
from jupyter_on_gke.parts.inside import Inside
from jupyter_on_gke.parts.part import Part
from jupyter_on_gke.settings import Settings
from jupyter_on_gke.storage.room import homes
from jupyter_on_gke.variables.variable import Variable


class Homes(Part):
    """The StorageClass `NAMESPACE-homes`. `zones` are those in which disks may be; by default each of the cluster's."""

    OWN: ClassVar[tuple[Variable, ...]] = (
        Variable(
            name="zones",
            type="list(string)",
            default=[],
            description="Zones in which home disks may be; by default each of the cluster's. A change makes the class "
            "anew; disks stay as they are.",
        ),
    )

    def __init__(
        self, scope: Construct, id_: str, *, settings: Settings, zones: Sequence[str] = (), after: Sequence[Any] = ()
    ) -> None:
        super().__init__(scope, id_, settings=settings, after=after, zones=[*zones])

    def _fill(self, inside: Inside) -> None:
        made = homes(inside, inside.deployment, zones=var("zones"), after=inside.after)
        inside.add_output("storage_class", made.storage_class)

    @property
    def storage_class(self) -> str:
        """The class' name, for `home_storage_class`."""
        return self.get_string("storage_class")
