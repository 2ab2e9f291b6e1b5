"""A hub with its DNS record, and a Pub/Sub topic that notebooks may publish to."""

from cdktf import App, Fn, TerraformOutput
from cdktf_cdktf_provider_google.dns_record_set import DnsRecordSet
from cdktf_cdktf_provider_google.pubsub_topic import PubsubTopic
from cdktf_cdktf_provider_google.pubsub_topic_iam_member import PubsubTopicIamMember

from jupyter_on_gke import JupyterOnGke, Settings

app = App()
hub = JupyterOnGke(
    app,
    "hub",
    settings=Settings(
        project_id="our-project",
        cluster_name="platform",
        cluster_location="europe-west4",
        domain="hub.our-company.org",
        members_allowlist=["group:research@our-company.org"],
    ),
)

DnsRecordSet(
    hub,
    "record",
    managed_zone="our-company",
    name=f"{hub.host}.",
    type="A",
    ttl=300,
    rrdatas=[hub.address],
)

topic = PubsubTopic(hub, "results", name=f"results-of-{hub.namespace}")
PubsubTopicIamMember(
    hub,
    "publishers",
    topic=topic.name,
    role="roles/pubsub.publisher",
    member=hub.principal,
    depends_on=hub.ready,
)
# Servers find the topic in their environment.
hub.add_values({"singleuser": {"extraEnv": {"RESULTS_TOPIC": topic.id}}})

TerraformOutput(hub, "greeting", value=Fn.upper(f"Welcome to {hub.uri}"))
app.synth()
