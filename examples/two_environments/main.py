"""Two environments in one app: one hub for everybody, and a small one to try changes on."""

from dataclasses import replace

from cdktf import App, GcsBackend

from jupyter_on_gke import JupyterOnGke, Profile, Settings

EVERYWHERE = Settings(
    project_id="our-project",
    cluster_location="europe-west4",
    create_cluster=True,
    members_allowlist=["group:research@our-company.org"],
    admin_users=["ann@our-company.org"],
    profiles=[
        Profile(name="small", display_name="Small", cpu_guarantee=1, memory_guarantee="4G", default=True),
        Profile(name="large", display_name="Large", cpu_guarantee=4, memory_guarantee="16G"),
    ],
)

app = App()
for name, settings in {
    "prod": replace(
        EVERYWHERE, cluster_name="hub", domain="hub.our-company.org", servers_domain="*.hub.our-company.org"
    ),
    "dev": replace(EVERYWHERE, cluster_name="hub-dev", deletion_protection=False),
}.items():
    hub = JupyterOnGke(app, name, settings=settings)
    # A state each. The bucket is made before, once.
    GcsBackend(hub, bucket="our-company-states", prefix=f"hubs/{name}")
app.synth()
