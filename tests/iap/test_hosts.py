"""The names that people open, for what was written."""

from __future__ import annotations

import pytest

from jupyter_on_gke.iap import host_rules, settling
from jupyter_on_gke.iap.settling import DnsRecord

ADDRESS = "203.0.113.7"
NEW, OLD = "jupyterhub-tls-1a2b3c4d", "jupyter-ssl-1a2b"


@pytest.mark.parametrize(
    ("domain", "servers_domain", "host", "servers", "records"),
    [
        ("", "", "203.0.113.7.nip.io", "servers-203-0-113-7.nip.io", []),
        ("{IP_ADDRESS}.a.example", "", "203.0.113.7.a.example", "servers-203-0-113-7.a.example", []),
        ("Hub.example.com", "", "hub.example.com", "", ["hub.example.com"]),
        ("hub.a.example", "S.a.example", "hub.a.example", "s.a.example", ["hub.a.example", "s.a.example"]),
        ("", "*.s.a.example", "203.0.113.7.nip.io", "*.s.a.example", ["*.s.a.example"]),
        ("", "*.{IP_ADDRESS}.a.example", "203.0.113.7.nip.io", "*.203.0.113.7.a.example", []),
        ("", "none", "203.0.113.7.nip.io", "", []),
    ],
)
def test_hosts(domain: str, servers_domain: str, host: str, servers: str, records: list[str]) -> None:
    apart = settling.servers_apart(True, domain, servers_domain, True, NEW)
    assert settling.host(True, domain, ADDRESS) == host
    assert settling.servers_host(apart, domain, servers_domain, ADDRESS) == servers
    assert settling.dns_records(host, servers, apart, domain, servers_domain, ADDRESS) == [
        DnsRecord(name=f"{name}.", type="A", value=ADDRESS) for name in records
    ]
    says = settling.servers_are_apart(True, apart, servers_domain)
    assert ("on the hub's host" in says) == (servers == "" and servers_domain != "none")


@pytest.mark.parametrize(
    ("servers_domain", "separate_hub", "policy", "apart"),
    [
        ("", True, NEW, True),
        ("", False, NEW, False),
        ("", True, OLD, False),
        ("", True, None, False),
        ("s.example.com", True, OLD, True),
        ("none", True, NEW, False),
    ],
)
def test_what_was_deployed_before_keeps_its_host(
    servers_domain: str, separate_hub: bool, policy: str | None, apart: bool
) -> None:
    assert settling.servers_apart(True, "", servers_domain, separate_hub, policy) == apart
    assert not settling.servers_apart(False, "", servers_domain, separate_hub, policy)


def test_without_iap_there_are_none() -> None:
    assert settling.host(False, "hub.example.com", ADDRESS) == ""
    assert settling.dns_records("", "", False, "hub.example.com", "", ADDRESS) == []
    assert settling.servers_are_apart(False, False, "") == ""


def test_conditions_of_iam() -> None:
    assert settling.is_for_host("a.example") == settling.is_for_servers("a.example", False)
    assert settling.is_for_host("a.example") == 'request.host == "a.example"'
    # With its dot, or it would be that of nots.a.example, too.
    assert settling.is_for_servers("*.s.a.example", True) == 'request.host.endsWith(".s.a.example")'


NO_CERTIFICATE = (
    'servers_pre_shared_certificate is "{c}" and servers_tls_secret is "{t}": write just one of them for '
    'servers_host = "*.s.b.co", for which Google makes no certificate.'
)
NEEDS_NONE = (
    'servers_tls_secret is "t", but servers_host is "{host}", which needs none: leave servers_tls_secret out, or write '
    "servers_host as *.servers.example.com."
)


@pytest.mark.parametrize(
    ("host", "pre_shared", "secret", "sentence"),
    [
        ("", "", "", ""),
        ("s.b.co", "", "", ""),
        ("*.s.b.co", "", "t", ""),
        ("*.s.b.co", "c", "", ""),
        ("*.s.b.co", "c", "t", NO_CERTIFICATE.format(c="c", t="t")),
        ("*.s.b.co", "", "", NO_CERTIFICATE.format(c="", t="")),
        ("s.b.co", "", "t", NEEDS_NONE.format(host="s.b.co")),
        ("", "", "t", NEEDS_NONE.format(host="")),
        ("none", "", "t", NEEDS_NONE.format(host="none")),
    ],
)
def test_a_host_for_each_person_has_one_certificate(host: str, pre_shared: str, secret: str, sentence: str) -> None:
    values = {"servers_host": host, "servers_pre_shared_certificate": pre_shared, "servers_tls_secret": secret}
    rules = (
        host_rules.one_certificate("servers_host"),
        host_rules.wildcard_only("servers_tls_secret", host="servers_host"),
    )
    assert "".join(rule.sentence(values) for rule in rules) == sentence


LONG = "a" * 63


@pytest.mark.parametrize(
    ("name", "of_hub", "of_servers"),
    [
        ("hub.example.com", True, True),
        ("HUB-1.example.Com", True, True),
        ("{IP_ADDRESS}.example.com", True, True),
        ("*.example.com", False, True),
        ("*.{IP_ADDRESS}.example.com", False, True),
        (f"{'a' * 59}.com", True, True),
        (f"{'a' * 60}.com", False, False),
        (f"{{IP_ADDRESS}}.{'a' * 43}.com", True, True),
        (f"{{IP_ADDRESS}}.{'a' * 44}.com", False, False),
        *(
            (name, False, False)
            for name in ("localhost", "https://a.example", "a.example/b", "a.example:80", "a_b.example")
        ),
        *(
            (name, False, False)
            for name in ("-a.example", "a-.example", "a..example", "a.1com", "a.example.", "é.example")
        ),
        *(
            (name, False, False)
            for name in ("a.{IP_ADDRESS}.b.example", "*.*.a.example", "a.example\n", "\u212a.example")
        ),
        (f"{LONG}a.example", False, False),
    ],
)
def test_forms(name: str, of_hub: bool, of_servers: bool) -> None:
    assert (host_rules.host_check("domain").rule(name) == "") == of_hub
    assert (host_rules.servers_have_a_host(name) == "") == of_servers
    is_final = name == name.lower() and "{" not in name
    assert (host_rules.final_host_check("host").rule(name) == "") == (of_hub and is_final)
    final_servers = host_rules.final_host_check("servers_host", for_people=True)
    assert (final_servers.rule(name) == "") == (of_servers and is_final)


@pytest.mark.parametrize(
    ("servers", "domain", "holds"),
    [
        ("", "a.example", True),
        ("none", "a.example", True),
        ("s.example", "a.example", True),
        ("A.example", "a.Example", False),
        ("*.example", "a.Example", False),
        ("*.a.example", "a.example", True),
        ("*.s.example", "s.example", True),
    ],
)
def test_servers_have_another_host(servers: str, domain: str, holds: bool) -> None:
    for names in ((domain, ""), ("", domain)):
        says = host_rules.servers_have_another_host(servers, *names)
        assert (says == "") == holds
        assert holds or f"has the hub's own name ({domain}) in it" in says
