"""Where Google has regions: what a location has to look like, and what is known. Plan-time functions."""

from jupyter_on_gke.cluster.names import region
from jupyter_on_gke.plan_time import plan_time, without

CONTINENTS = "africa|asia|australia|europe|me|northamerica|southamerica|us"
SIDES = "central|(north|south)?(east|west)|north|south"
LOCATION = f"^({CONTINENTS})-({SIDES})[0-9]+(-(ai[0-9]+)?[a-z])?$"
"""Every region is of this form, and so will the next ones be."""

ZONES_OF_A_REGION = 3
"""Where GKE chooses them. Source: https://cloud.google.com/kubernetes-engine/docs/concepts/regional-clusters"""

NUMBERS = {
    "africa-south": (1,),
    "asia-east": (1, 2),
    "asia-northeast": (1, 2, 3),
    "asia-south": (1, 2),
    "asia-southeast": (1, 2, 3),
    "australia-southeast": (1, 2),
    "europe-central": (2,),
    "europe-north": (1, 2),
    "europe-southwest": (1,),
    "europe-west": (1, 2, 3, 4, 6, 8, 9, 10, 12),
    "me-central": (1, 2),
    "me-west": (1,),
    "northamerica-northeast": (1, 2),
    "northamerica-south": (1,),
    "southamerica-east": (1,),
    "southamerica-west": (1,),
    "us-central": (1, 2),
    "us-east": (1, 4, 5, 7),
    "us-south": (1,),
    "us-west": (1, 2, 3, 4, 8),
}
"""The regions of docs.cloud.google.com/compute/docs/regions-zones in 2026, and those that only some customers have."""
KNOWN = tuple(f"{side}{number}" for side, numbers in NUMBERS.items() for number in numbers)
LETTERS = ["a", "b", "c"]
OTHER_LETTERS = {
    "europe-west1": ["b", "c", "d"],
    "us-central1": ["a", "b", "c", "f"],
    "us-east1": ["b", "c", "d"],
}
"""Region -> the letters of its zones, where they are not a, b and c. From the same page."""


@plan_time
def location_is_known(cluster_location: str, known_regions: list[str]) -> str:
    """Warns of a region that may not be there: Google adds some, so it is no refusal."""
    if region(cluster_location) not in known_regions:
        continent = f"{without('-.*', cluster_location)}-"
        near = [each for each in known_regions if each.startswith(continent)]
        return (
            f'cluster_location is "{cluster_location}", in a region that was not there when this was written: write '
            f"one of {', '.join(near)}, unless Google has made yours since."
        )
    return ""


@plan_time
def zone_is_known(cluster_location: str) -> str:
    """Warns of a zone that may not be there. Zones for AI alone have longer names, and few may use them."""
    letter = cluster_location.removeprefix(f"{region(cluster_location)}-")
    letters = OTHER_LETTERS.get(region(cluster_location), LETTERS)
    if len(letter) == 1 and letter not in letters:
        return (
            f'cluster_location is "{cluster_location}", a zone that was not there when this was written: write '
            f"{region(cluster_location)}, or it with one of -{', -'.join(letters)}, unless Google has made yours "
            "since."
        )
    return ""
