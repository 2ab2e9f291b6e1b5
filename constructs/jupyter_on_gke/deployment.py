"""What all rooms of one deployment have in common."""

from dataclasses import dataclass

from jupyter_on_gke.expressions import Expression


@dataclass(frozen=True, kw_only=True)
class Deployment:
    """Which project, cluster and namespace; `digest` sets apart what two hubs of one project have at Google."""

    project: Expression
    project_number: Expression
    in_organization: Expression
    region: Expression
    location: Expression
    cluster_name: Expression
    namespace: Expression
    digest: Expression
    labels: Expression
