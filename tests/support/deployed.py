"""Ways to a whole deployment. Tests that begin with the same one share it: `Workspace.applied`."""

from pathlib import Path

from tests.support.terraform import Workspace


def at_once(workspace: Workspace) -> str:
    """One apply makes it all."""
    applied = workspace.apply()
    assert applied.code == 0, applied.output
    return applied.output


def completed(workspace: Workspace) -> str:
    """The first apply fails at the chart, the second one completes it, and says this.

    The plan on nothing must stand, or the first would not come as far as the chart.
    """
    # The chart is what fails in practice: images, quota, a cluster that is not ready.
    failed = workspace.apply(STUB_FAIL="helm_release")
    assert failed.code == 1
    assert "helm_release: failed because" in failed.output
    left = workspace.resources()
    assert left, "nothing was made before the failure, so this shows nothing"
    assert not any(address.startswith("helm_release") for address in left)
    return at_once(workspace)


def deployed(stack: Path, folder: Path, file: Path) -> Workspace:
    """A case, made in the way in which tests/test_cycle.py makes it."""
    workspace = Workspace.create(stack, folder, file)
    workspace.init()
    workspace.applied(completed if file.parent.name == "variants" else at_once)
    return workspace
