"""Which of the names that are there somebody meant: plan-time functions."""

from jupyter_on_gke.plan_time import lower, pairs_of_letters, plan_time

# How much of two names has to be the same, so that one is taken for the other.
NEAR = 0.5


@plan_time
def likeness(name: str, known: str) -> float:
    """Of the pairs of neighbouring letters in both, the part that both have."""
    pairs = pairs_of_letters(known)
    return 2 * len({pair for pair in pairs if pair in name}) / max(1, len(name) + len(known) - 2)


@plan_time
def scores(name: str, known: list[str]) -> dict[str, float]:
    """How much each of the names is like this one; large letters are as small ones."""
    return {each: likeness(lower(name), lower(each)) for each in known}


@plan_time
def best(scores: dict[str, float]) -> str:
    """The one that is most like it, if any is."""
    most = max([score for _, score in sorted(scores.items())], default=0)
    return "".join([each for each, score in sorted(scores.items()) if score >= NEAR and score >= most][0:1])


@plan_time
def nearest(name: str, known: list[str]) -> str:
    """The one of the names that is most like this one, if any is."""
    return best(scores(name, known))
