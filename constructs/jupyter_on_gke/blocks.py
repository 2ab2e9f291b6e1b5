"""What dynamic blocks are there for, in every room: plan-time functions, which give one element or none."""

from jupyter_on_gke.plan_time import plan_time


@plan_time
def block_if(is_wanted: bool) -> list[bool]:
    """A block that is there or not."""
    return [True] if is_wanted else []


@plan_time
def block_with(text: str) -> list[str]:
    """A block with a text, if there is one."""
    return [text] if text != "" else []
