"""Installs JupyterHub from its Helm chart, with values that suit the cluster and the way in."""

from collections.abc import Sequence

from cdktf import ITerraformDependable, Precondition, TerraformResourceLifecycle

from constructs import Construct
from imports.helm import Release
from imports.random import Password
from jupyter_on_gke.expressions import Expression, interpolate, negate, settle, value, when
from jupyter_on_gke.jupyterhub import values
from jupyter_on_gke.variables.refusal import Refusal

RELEASE = "jupyterhub"
ADMIN = "admin"
SENSITIVE_VALUE = "hub.config.SharedPasswordAuthenticator.admin_password"
# JupyterHub refuses shorter ones for an admin.
PASSWORD_LENGTH = 32


class JupyterHub(Construct):
    """`helm_release.jupyterhub` and, without IAP, the generated password of the user admin."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        namespace: Expression,
        labels: Expression,
        service_account: Expression,
        use_google: Expression,
        place: Expression,
        image: Expression,
        profile_list: Expression,
        refusals: Sequence[Refusal],
        home_size_gb: Expression,
        home_storage_class: Expression,
        delete_homes: Expression,
        behind_iap: Expression,
        iap: values.Values,
        chart: Expression,
        chart_is_folder: Expression,
        chart_is_whole_address: Expression,
        chart_repository: Expression,
        chart_version: Expression,
        extra_values: Expression,
        after: list[ITerraformDependable],
    ) -> None:
        super().__init__(scope, id_)
        Password(self, "admin", count=when(negate(behind_iap)), length=PASSWORD_LENGTH, special=False)

        base = settle(
            self,
            "values",
            values.base(
                labels=labels,
                service_account=service_account,
                image=image,
                profile_list=profile_list,
                home_size_gb=home_size_gb,
                home_storage_class=home_storage_class,
                delete_homes=delete_homes,
            ),
        )
        google_values = settle(self, "values_google", values.uses_google())
        iap_values = settle(self, "values_iap", iap)
        password_values = settle(self, "values_password", values.password(admin=ADMIN))

        release = Release(
            self,
            "jupyterhub",
            name=RELEASE,
            namespace=interpolate(namespace),
            chart=interpolate(chart),
            repository=interpolate(f"{chart_is_whole_address} ? null : {chart_repository}"),
            version=interpolate(f"{chart_is_folder} ? null : {chart_version}"),
            # Merged in this order; an empty document changes nothing.
            values=[
                interpolate(f"jsonencode({base})"),
                interpolate(f'{use_google} ? jsonencode({google_values}) : ""'),
                interpolate(f"jsonencode({place})"),
                interpolate(f"{behind_iap} ? jsonencode({iap_values}) : jsonencode({password_values})"),
                interpolate(extra_values),
            ],
            # Not among the values, so that a plan can show those.
            set_sensitive=value(
                f'{behind_iap} ? [] : [{{name = "{SENSITIVE_VALUE}", type = "string", '
                "value = one(random_password.admin[*].result)}]"
            ),
            # A new Autopilot cluster makes its first nodes only now.
            timeout=1800,
            depends_on=after,
            lifecycle=TerraformResourceLifecycle(
                precondition=[
                    Precondition(condition=interpolate(each.condition), error_message=each.message) for each in refusals
                ]
            ),
        )
        self.namespace = namespace
        self.release: ITerraformDependable = release
        self.user = settle(self, "jupyterhub_user", interpolate(f'{behind_iap} ? "" : "{ADMIN}"'))
        self.password = Expression('coalescelist(random_password.admin[*].result, [""])[0]')
