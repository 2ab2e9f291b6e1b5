"""What is installed: one package, typed, that lets programs import in any order."""

import json
from pathlib import Path

import pytest

from tests.support.installed import DEPENDENCIES, Installed

PLAIN = """from cdktf import App, TerraformOutput
from cdktf_cdktf_provider_google.pubsub_topic import PubsubTopic
from jupyter_on_gke import JupyterOnGke

app = App()
hub = JupyterOnGke(app, "jupyter")
PubsubTopic(hub, "beside", name="beside")
app.synth()
"""


def test_one_package_is_at_the_top_level(installed: Installed) -> None:
    brought = {path.name for path in installed.site.iterdir()} - {DEPENDENCIES}
    assert {name for name in brought if not name.endswith(".dist-info")} == {"jupyter_on_gke", "jupyter_on_gke.pth"}
    assert (installed.site / "jupyter_on_gke/py.typed").exists()


def test_a_project_with_imports_of_its_own(installed: Installed, stack: Path, tmp_path: Path) -> None:
    """cdktf writes what `cdktf get` makes into a folder of that name."""
    (tmp_path / "imports").mkdir()
    (tmp_path / "imports/__init__.py").write_text("OURS = 1\n", encoding="utf-8")
    (tmp_path / "main.py").write_text(
        "from imports import OURS\nfrom jupyter_on_gke import App, JupyterOnGke\n\n"
        "app = App()\nJupyterOnGke(app, 'jupyter')\napp.synth()\n",
        encoding="utf-8",
    )
    done = installed.run("main.py", folder=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    made = tmp_path / "cdktf.out/stacks/jupyter/cdk.tf.json"
    assert made.read_bytes() == (stack / "cdk.tf.json").read_bytes()


def test_imports_in_the_order_of_the_alphabet(installed: Installed, tmp_path: Path) -> None:
    """cdktf and its providers before us, as isort writes them: no warning, and only what is used is loaded."""
    counted = (
        "import sys\nprint(len([name for name in sys.modules if name.startswith('cdktf_cdktf_provider_google.')]))"
    )
    (tmp_path / "main.py").write_text(f"{PLAIN}{counted}\n", encoding="utf-8")
    done = installed.run("main.py", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) < 100
    made = json.loads((tmp_path / "cdktf.out/stacks/jupyter/cdk.tf.json").read_text(encoding="utf-8"))
    assert made["resource"]["google_pubsub_topic"]["beside"]["name"] == "beside"


@pytest.mark.parametrize(
    ("imports", "topic"),
    [
        ("import cdktf_cdktf_provider_google as google", "google.pubsub_topic.PubsubTopic"),
        ("from cdktf_cdktf_provider_google import pubsub_topic", "pubsub_topic.PubsubTopic"),
        ("from cdktf_cdktf_provider_google.pubsub_topic import PubsubTopic", "PubsubTopic"),
    ],
)
def test_every_way_of_importing_loads_what_is_used(
    imports: str, topic: str, installed: Installed, tmp_path: Path
) -> None:
    listed = "[name for name in sys.modules if name.startswith('cdktf_cdktf_provider_google.')]"
    done = installed.run("-c", f"import sys\n{imports}\n{topic}\nprint(*{listed})", folder=tmp_path)
    assert done.stderr == ""
    loaded = {name.split(".")[1] for name in done.stdout.split()}
    assert loaded == {"_jsii", "pubsub_topic"}


def test_the_command(installed: Installed, tmp_path: Path) -> None:
    """It imports nothing of cdktf, and needs no Terraform."""
    (tmp_path / "plan.json").write_text('{"resource_changes": []}', encoding="utf-8")
    done = installed.run(str(installed.python.parent / "upgrade-check"), "plan.json", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "Nothing that holds people's work is destroyed or replaced.\n"
    assert installed.run("-m", "jupyter_on_gke.upgrading", "none.json", folder=tmp_path).returncode == 2


def test_python_starts_as_before(installed: Installed, tmp_path: Path) -> None:
    """What happens at each start of Python in the environment imports nothing but two small modules."""
    program = "import sys; print(*sorted(n for n in sys.modules if n.startswith(('jupyter_on_gke', 'jsii', 'cdktf'))))"
    done = installed.run("-c", program, folder=tmp_path)
    assert done.stdout.split() == ["jupyter_on_gke", "jupyter_on_gke.imports", "jupyter_on_gke.imports._early"]
    assert installed.run("-c", program, folder=tmp_path, WHOLE_PROVIDERS="1").stdout == done.stdout
