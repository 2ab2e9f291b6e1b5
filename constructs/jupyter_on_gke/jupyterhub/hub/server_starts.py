"""What a server's start must be: asked for by its owner, of names of its own, with choices that are offered."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from jupyterhub import orm
from jupyterhub.handlers import BaseHandler
from jupyterhub.handlers.pages import SpawnHandler
from jupyterhub.handlers.pages import default_handlers as pages
from jupyterhub.utils import maybe_future
from kubespawner.slugs import multi_slug, safe_slug
from slugify import slugify
from tornado import web

# KubeSpawner's, of what it puts in templates.
SLUG_LENGTH = 48

Hook = Callable[..., str]


class RefusedStart(web.HTTPError):
    """A 4xx whose message the page shows above the form."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(status, message)
        self.jupyterhub_message = message


def refuse_links(handler: BaseHandler | None) -> None:
    """Raises if an address has the choices: it may be somebody else's, and browsers follow it unasked."""
    request = handler.request if handler else None
    if request and request.method in ("GET", "HEAD") and set(request.query_arguments) - {"next"}:
        raise RefusedStart(
            400, "A link cannot start a server, as its choices may be somebody else's. Choose here and press Start."
        )


class StartHandler(SpawnHandler):
    """JupyterHub's page of choices. With choices in its address it starts nothing, says so and shows the form."""

    async def _wrap_spawn_single_user(self, *args: Any, **kwargs: Any) -> Any:
        # Before anything of the start is in the database: the choices would be those of the next start.
        refuse_links(self)
        return await super()._wrap_spawn_single_user(*args, **kwargs)


def start_handlers() -> list[tuple[str, type[BaseHandler]]]:
    """For all of the page's paths."""
    return [(path, StartHandler) for path, handler in pages if handler is SpawnHandler]


@functools.lru_cache(maxsize=100_000)
def names(person: str, hook: Hook | None) -> frozenset[str]:
    """What is called after a person: pod, claim, bucket and directory, and the host if each has one."""
    slugs = {safe_slug(person, max_length=SLUG_LENGTH), multi_slug([person, ""], max_length=SLUG_LENGTH)}
    return frozenset(slugs if hook is None else {*slugs, hook(person, "", kind="user")})


def host_for_each(settings: dict[str, Any]) -> Hook | None:
    """JupyterHub's hook that names hosts, if it gives people different ones."""
    hook: Hook | None = settings.get("subdomain_hook") if settings.get("subdomain_host") else None
    return hook if hook and hook("a", "", kind="user") != hook("b", "", kind="user") else None


def refuse_namesakes(user: Any) -> None:
    """Raises if something of this person's has the name of an earlier person's.

    Such names end in a hash that is short enough to look for addresses with the same.
    """
    hook = host_for_each(user.settings)
    wanted = names(user.name, hook)
    earlier = user.db.query(orm.User.name).filter(orm.User.id < user.id)
    for (name,) in earlier:
        if not wanted.isdisjoint(names(name, hook)):
            raise RefusedStart(
                409,
                "Your server would have the home of another person, whose address resembles yours. "
                "Ask an administrator for another address.",
            )


async def settle_choices(spawner: Any) -> None:
    """Leaves KubeSpawner with choices that it checks: those of one profile, the first if none is named."""
    profiles = getattr(spawner, "profile_list", None)
    if callable(profiles):
        profiles = await maybe_future(profiles(spawner))
    if not profiles or not spawner.user_options:
        return
    slugs = [profile.get("slug") or slugify(profile["display_name"]) for profile in profiles]
    default = next((at for at, profile in enumerate(profiles) if profile.get("default")), 0)
    slug = spawner.user_options.get("profile") or slugs[default]
    if slug not in slugs:
        return  # KubeSpawner refuses it, and says what there is
    offered = profiles[slugs.index(slug)].get("profile_options", {})
    known = {*offered, *(f"{option}--unlisted-choice" for option in offered)}
    chosen = {name: value for name, value in spawner.user_options.items() if name in known and value}
    for name, value in chosen.items():
        if not isinstance(value, str) or not value.isprintable():
            raise RefusedStart(400, f"The choice of {name} is no line of text. Choose one of those in the form.")
    spawner.user_options = {"profile": slug, **chosen}
