"""The variables that bound how long what somebody holds is good for: connections and tokens."""

from jupyter_on_gke.variables.numbers import whole_number
from jupyter_on_gke.variables.variable import Variable, dns_label

VARIABLES = (
    Variable(
        name="connection_max_seconds",
        type="number",
        default=4 * 3600,
        description="Longest life of one connection through the load balancer in seconds, 14400 (four hours) by "
        "default. IAP judges a WebSocket only when it begins, so for so long an open notebook of somebody who was "
        "taken off members_allowlist goes on. JupyterLab connects again by itself, and what runs goes on. Downloads "
        "have to end within it. A change is made in place.",
        validations=(whole_number("connection_max_seconds", 60, 86400, "a whole number of seconds"),),
    ),
    Variable(
        name="api_token_max_days",
        type="number",
        default=30,
        description="Longest life of API tokens that people make on the hub's page, 30 days by default, at most 365. "
        "Tokens that are there keep the life that they were given. A change restarts the hub.",
        validations=(whole_number("api_token_max_days", 1, 365, "a whole number of days"),),
    ),
    Variable(
        name="cloud_armor_policy",
        default="",
        effective="none",
        description="Name of a Cloud Armor security policy of yours in the project, for the load balancer's backends. "
        "None by default. Where servers are on the hub's host, one that denies requests with the header Service-Worker "
        "keeps a colleague's page from staying in browsers. A change is made in place.",
        validations=(dns_label("cloud_armor_policy", optional=True),),
    ),
)
