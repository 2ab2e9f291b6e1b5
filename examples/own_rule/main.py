"""A hub with rules, a value and a profile of one's own."""

from cdktf import App, TerraformOutput
from rules import cost_center, costs_are_told_apart, is_in_europe

from jupyter_on_gke import JupyterOnGke, Profile, Settings

IMAGE = "europe-west4-docker.pkg.dev/our-project/images/r-and-python:2026.11"

app = App()
hub = JupyterOnGke(
    app,
    "hub",
    settings=Settings(
        project_id="our-project",
        cluster_name="platform",
        cluster_location="europe-west4",
        resource_labels={"cost-center": "4711"},
        members_allowlist=["group:research@our-company.org"],
        profiles=[Profile(name="r", display_name="R and Python", memory_guarantee="8G", images=[IMAGE], default=True)],
    ),
)
# Settings are judged now; what tfvars override is judged in the plan.
hub.require(costs_are_told_apart)
hub.require(is_in_europe)
TerraformOutput(hub, "cost_center", value=hub.value_of(cost_center))
app.synth()
