"""Parts of the hub in a stack of one's own: a cluster, a bucket and JupyterHub, without Identity-Aware Proxy."""

from cdktf import App, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_google.provider import GoogleProvider
from cdktf_cdktf_provider_google.pubsub_topic import PubsubTopic
from cdktf_cdktf_provider_google.pubsub_topic_iam_member import PubsubTopicIamMember
from cdktf_cdktf_provider_random.provider import RandomProvider

from constructs import Construct
from jupyter_on_gke import Cluster, JupyterHub, Profile, Settings, Storage

PROJECT = "our-research"
REGION = "us-central1"


class Research(TerraformStack):
    """What the research team has."""

    def __init__(self, scope: Construct, id_: str) -> None:
        super().__init__(scope, id_)
        GoogleProvider(self, "google", project=PROJECT)
        RandomProvider(self, "random")
        where = Settings(project_id=PROJECT, cluster_name="research", cluster_location=REGION)
        cluster = Cluster(self, "cluster", settings=where)
        # The stack's kubernetes and helm providers.
        cluster.connect()
        storage = Storage(
            self,
            "storage",
            settings=Settings(project_id=PROJECT, cluster_location=REGION, gcs_bucket="our-research-data"),
        )
        hub = JupyterHub(
            self,
            "hub",
            settings=Settings(
                project_id=PROJECT,
                # Tokens: the hub waits for cluster and bucket.
                cluster_name=cluster.name,
                cluster_location=REGION,
                gcs_bucket=storage.bucket,
                profiles=[Profile(name="small", cpu_guarantee=1, memory_guarantee="4G")],
            ),
        )
        results = PubsubTopic(self, "results", name="results")
        PubsubTopicIamMember(self, "publish", topic=results.name, role="roles/pubsub.publisher", member=hub.principal)
        TerraformOutput(self, "password", value=hub.password, sensitive=True)


app = App()
Research(app, "research")
app.synth()
