"""Installs JupyterHub from its Helm chart, with values that suit the cluster and the way in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from constructs import Construct
from jupyter_on_gke import fixed_at_creation, releases
from jupyter_on_gke.cdk import ITerraformDependable, TerraformResourceLifecycle
from jupyter_on_gke.expressions import (
    Expression,
    Template,
    expressions_in,
    interpolate,
    negate,
    settle,
    value,
    when,
)
from jupyter_on_gke.imports.helm import Release
from jupyter_on_gke.imports.random import Password
from jupyter_on_gke.jupyterhub import release, values
from jupyter_on_gke.plan_time import settle_logic
from jupyter_on_gke.tokens import json_of
from jupyter_on_gke.variables.refusal import Refusal, refuse

# JupyterHub refuses shorter ones for an admin.
PASSWORD_LENGTH = 32
PASSWORDS = "random_password.admin[*].result"


@dataclass(frozen=True, kw_only=True)
class Chart:
    """Which chart, and where it is."""

    name: Expression
    repository: Expression
    version: Expression


@dataclass(frozen=True, kw_only=True)
class Documents:
    """The chart's values, in the order in which helm merges them."""

    notebooks: values.Notebooks
    use_google: Expression
    """Whether notebooks have something to use at Google."""
    place: Expression
    door: values.BehindIap
    written: Expression
    """What people write, which goes last."""


class JupyterHub(Construct):
    """`helm_release.jupyterhub` and, without IAP, the generated password of the user admin."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        namespace: Expression,
        behind_iap: Expression,
        chart: Chart,
        documents: Documents,
        refusals: Sequence[Refusal],
        after: list[ITerraformDependable],
    ) -> None:
        super().__init__(scope, id_)
        Password(
            self,
            "admin",
            count=when(negate(behind_iap)),
            length=PASSWORD_LENGTH,
            special=False,
            lifecycle=TerraformResourceLifecycle(ignore_changes=fixed_at_creation.PASSWORD),
        )
        self.namespace = namespace
        self._values = self._merged(documents, behind_iap)
        self._refusals = [*refusals]
        self.release = Release(
            self,
            "jupyterhub",
            name=releases.HUB,
            namespace=interpolate(namespace),
            chart=interpolate(chart.name),
            repository=interpolate(release.repository.terraform(chart=chart.name, repository=chart.repository)),
            version=interpolate(release.version.terraform(chart=chart.name, version=chart.version)),
            values=self._values,
            # Not among the values, so that a plan can show those.
            set_sensitive=value(release.sensitive_values.terraform(passwords=PASSWORDS)),
            # A new Autopilot cluster makes its first nodes only now.
            timeout=1800,
            depends_on=after,
        )
        refuse(self.release, self._refusals)
        self.user = settle_logic(self, release.jupyterhub_user, behind_iap=behind_iap)
        self.password = release.jupyterhub_password.terraform(passwords=PASSWORDS)

    @property
    def documents(self) -> list[Template]:
        """The values that the chart is given, in the order in which helm merges them."""
        return [*self._values]

    def add_values(self, values: Mapping[str, Any]) -> None:
        """Has the chart take more values, after ours and before what people write. Only tokens are templates."""
        for written in expressions_in(values):
            raise TypeError(f"{written} is an expression, not its value: write value_of(...) of the function.")
        self._values.insert(-1, json_of(values))
        self.release.values = [*self._values]

    def require(self, refusal: Refusal) -> None:
        """Has a plan refuse what the refusal is of."""
        self._refusals.append(refusal)
        refuse(self.release, self._refusals)

    def _merged(self, documents: Documents, behind_iap: Expression) -> list[Template]:
        """The documents, each a local that shows the values as they are."""
        base = settle(self, "values", values.base(documents.notebooks))
        google = settle(self, "values_google", values.uses_google())
        iap = settle(self, "values_iap", values.iap(documents.door))
        password = settle(self, "values_password", values.password(admin=release.ADMIN))
        every = (
            release.document.terraform(values=base),
            release.document_where.terraform(condition=documents.use_google, values=google),
            release.document.terraform(values=documents.place),
            release.one_document.terraform(condition=behind_iap, values=iap, otherwise=password),
            documents.written,
        )
        return [interpolate(each) for each in every]
