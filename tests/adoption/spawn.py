"""Starts people's servers, up to the pod, by the real hub and KubeSpawner of this Python: the blueprint's or ours.

Reads a document from the standard input: the hub's database, KubeSpawner's traits, the namespace, and the people.
Writes person -> the claim in which the server's pod has its home. The database keeps each server's state, as a hub
keeps it.
"""

import asyncio
import json
import sys
from typing import Any
from unittest import mock

import jupyterhub
import kubespawner
from jupyterhub import orm
from jupyterhub.auth import DummyAuthenticator
from jupyterhub.objects import Hub
from jupyterhub.user import User
from kubespawner import KubeSpawner
from traitlets.config import Config

Json = Any
SECONDS = 30


async def main(given: Json) -> Json:
    """Starts a server for each person, one after another."""
    session = orm.new_session_factory(given["database"])()
    # Its profiles ask for no authenticator's state, and nobody signs in.
    config = Config(KubeSpawner={**given["traits"], "namespace": given["namespace"]})
    around = {
        "authenticator": DummyAuthenticator(),
        "base_url": "/",
        "config": config,
        "hub": Hub(ip="127.0.0.1", port=8081, base_url="/hub/"),
        "spawner_class": KubeSpawner,
    }
    homes = {}
    for person in given["people"]:
        user = orm.User.find(session, person) or orm.User(name=person)
        session.add(user)
        session.commit()
        homes[person] = await home(User(user, around, session), given["namespace"])
        session.commit()
    return {"hub": jupyterhub.__version__, "spawner": kubespawner.__version__, "homes": homes}


async def home(user: User, namespace: str) -> str:
    """The claim of the pod that is there after a start. No kubelet runs it, so the start is not waited for."""
    spawner = user.spawner
    spawner.api_token, spawner.oauth_client_id = "a-token-of-a-test", "a-client-of-a-test"
    start = asyncio.ensure_future(spawner.start())
    try:
        pod = await made(spawner, namespace, start)
        # As a hub keeps it when a server has stopped.
        spawner.clear_state()
        spawner.orm_spawner.state = spawner.get_state()
    finally:
        start.cancel()
        await asyncio.gather(start, return_exceptions=True)
    claims = [each.persistent_volume_claim for each in pod.spec.volumes if each.persistent_volume_claim]
    return str(claims[0].claim_name)


async def made(spawner: KubeSpawner, namespace: str, start: "asyncio.Future[Any]") -> Any:
    """The pod, as soon as Kubernetes has it."""
    for _ in range(10 * SECONDS):
        if start.done():
            start.result()
        found = await spawner.api.list_namespaced_pod(namespace)
        if those := [pod for pod in found.items if pod.metadata.name == spawner.pod_name]:
            return those[0]
        await asyncio.sleep(0.1)
    raise TimeoutError(f"no pod {spawner.pod_name}")


if __name__ == "__main__":
    with mock.patch.object(KubeSpawner, "events_enabled", False):
        json.dump(asyncio.run(main(json.load(sys.stdin))), sys.stdout)
