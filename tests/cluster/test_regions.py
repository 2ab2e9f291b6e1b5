"""Where Google has regions, as Python computes it."""

import re

import pytest

from jupyter_on_gke.accelerators.catalog import accelerators
from jupyter_on_gke.accelerators.machines import LOCAL_SSD_REGIONS
from jupyter_on_gke.cluster.names import region
from jupyter_on_gke.cluster.regions import KNOWN, LOCATION, location_is_known, zone_is_known


def test_what_the_catalog_has_is_known() -> None:
    zones = [zone for each in accelerators().values() for zone in each.zones]
    of_disks = [each for regions in LOCAL_SSD_REGIONS.values() for each in regions]
    assert {*map(region, zones), *of_disks} <= {*KNOWN}
    assert {zone_is_known(zone) for zone in zones} == {""}


@pytest.mark.parametrize("place", [*KNOWN, "us-central9-f", "us-central1-ai1a", "asia-northwest1"])
def test_what_a_region_may_be(place: str) -> None:
    assert re.search(LOCATION, place)
    assert (location_is_known(place, [*KNOWN]) == "") == (region(place) in KNOWN)


@pytest.mark.parametrize("place", ["us-centrall1", "eu-west1", "us-west", "us1", "us-central1-", "europe-westsouth1"])
def test_what_none_is(place: str) -> None:
    assert not re.search(LOCATION, place)
