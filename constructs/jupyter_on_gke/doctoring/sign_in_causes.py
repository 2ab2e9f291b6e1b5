"""Why somebody is not signed in, or may not start a server: what the hub's log says."""

from jupyter_on_gke.doctoring.cause import ANYBODY_SIGNED_IN, SIGNED_IN, STARTED, Cause

REFUSED = r"sign-in refused: "

SIGN_INS = (
    Cause(
        name="blocked",
        pattern=r"User '(?P<person>[^']+)' blocked",
        says="The person is in blocked_users.",
        cure="Take the address out of blocked_users and apply, if that is not meant.",
        over=SIGNED_IN,
    ),
    Cause(
        name="not_allowed",
        pattern=r"User '(?P<person>[^']+)' not allowed",
        says="The hub's own rules let nobody in of that name.",
        cure="Behind IAP allow_all is the default: take allowed_users out of jupyterhub_values, or add the person. "
        "Without IAP there is one user, which next_steps names.",
        over=SIGNED_IN,
    ),
    Cause(
        name="wrong_password",
        pattern=r"Failed login for '(?P<person>(?!unknown user')[^'\n]+)'",
        says="The password was wrong.",
        cure="terraform output -raw jupyterhub_password prints it; the user is jupyterhub_user.",
        over=SIGNED_IN,
    ),
    Cause(
        name="not_through_iap",
        pattern=rf"{REFUSED}the request has no token of Identity-Aware Proxy",
        says="Somebody came to the hub past IAP, as by port forwarding.",
        cure="Open the hub at its own address (output jupyterhub_uri).",
    ),
    Cause(
        name="for_another_service",
        pattern=rf"{REFUSED}the token was made for another service",
        says="IAP's token was for another backend service than the hub's.",
        cure="Apply again if everybody is refused, as then the Ingress does not lead /hub to the hub's Service; else "
        "nothing, as a server that tries its visitor's token is refused like that.",
        over=ANYBODY_SIGNED_IN,
    ),
    Cause(
        name="another_domain",
        pattern=rf"{REFUSED}your e-mail address is of another domain",
        says="An address of another domain is on members_allowlist, and username_local_part takes one domain alone.",
        cure="Take it off members_allowlist, or write username_local_part = false.",
    ),
    Cause(
        name="another_provider",
        pattern=rf"{REFUSED}it is not an account of Google's",
        says="The account is of another provider than Google.",
        cure="Sign in with a Google account, or write IAPAuthenticator.subject_prefixes in jupyterhub_values.",
    ),
    Cause(
        name="bad_token",
        pattern=rf"{REFUSED}(?P<why>the token[^\n]*)",
        says="IAP's token was refused: {why}.",
        cure="Reload the page; if everybody is refused, the node's clock is wrong or something before the hub changes "
        "the header.",
        over=ANYBODY_SIGNED_IN,
    ),
    Cause(
        name="no_audience_yet",
        pattern=r"Could not get the audience: KeyError",
        says="The load balancer is not there yet, so the hub does not know its own audience.",
        cure="Wait: GKE writes it some minutes after the first apply. The command wait says when.",
        over=f"Got the audience|{ANYBODY_SIGNED_IN}",
    ),
    Cause(
        name="audience_not_granted",
        pattern=r"Could not get the audience: \w+: \S*(compute|backendServices)\S* answered 40[13]",
        says="The hub may not look up its backend service, so nobody can be signed in.",
        cure="Apply again, which grants the hub's role, and wait some minutes; the hub's node needs Workload Identity.",
        over=f"Got the audience|{ANYBODY_SIGNED_IN}",
    ),
    Cause(
        name="no_audience",
        pattern=r"Could not get the audience: (?P<why>[^\n]*)",
        says="The hub does not know its own audience, so nobody can be signed in: {why}.",
        cure="Look whether the Ingress has a Service for /hub, and whether the hub reaches compute.googleapis.com.",
        over=f"Got the audience|{ANYBODY_SIGNED_IN}",
    ),
    Cause(
        name="no_keys",
        pattern=r"Could not get IAP's public keys: (?P<why>[^\n]*)",
        says="The hub cannot get Google's public keys, so nobody can be signed in: {why}.",
        cure="The hub must reach www.gstatic.com: nodes without public addresses need Cloud NAT.",
        over=f"Got IAP's public keys|{ANYBODY_SIGNED_IN}",
    ),
    Cause(
        name="namesake",
        pattern=r"starting (?P<person>\S+)'s server: .*Your server would have the home of another person",
        says="The address resembles that of an earlier person so much that both would have one home.",
        cure="Give the person another address.",
        over=STARTED,
    ),
    Cause(
        name="started_by_a_link",
        pattern=r"A link cannot start a server",
        says="Somebody followed a link that would have started a server with choices of its own.",
        cure="Choose on the hub's page and press Start.",
    ),
)
