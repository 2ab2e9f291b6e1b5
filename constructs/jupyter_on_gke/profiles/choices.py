"""What people choose beside a profile: the image, and where files are. Plan-time functions."""

from jupyter_on_gke.plan_time import captured, plan_time, replaced, sha256, start, without
from jupyter_on_gke.profiles.profile import Settled
from jupyter_on_gke.profiles.rules import STORAGE_CHOICES
from jupyter_on_gke.written.reading import FUSE_DRIVER

DATA_VOLUME = "data"
DATA_MOUNT = "/data"
# What a home in a bucket cannot hold: Jupyter wants its kernels' keys in files of mode 600, where chmod changes nothing
# and other notebooks can read; and each cell would upload IPython's database of the history anew, and keep the old one.
OUTSIDE_OF_A_BUCKET = {
    "JUPYTER_RUNTIME_DIR": "/tmp/jupyter-runtime",  # noqa: S108  # each pod has a /tmp of its own
    "IPYTHONDIR": "/tmp/ipython",  # noqa: S108
}
DISK = STORAGE_CHOICES["disk"]

# As KubeSpawner matches it, and the browser, which wants more escapes than Python, and whose $ is the end: Python's
# lets a line break pass.
ANY_IMAGE = r"^[a-z0-9][a-z0-9._:\/\-]*:[A-Za-z0-9_][A-Za-z0-9_.\-]{0,127}$(?!\n)"
UNLISTED_CHOICE = {
    "enabled": True,
    "display_name": "Image",
    "display_name_in_choices": "Another image ...",
    "validation_regex": ANY_IMAGE,
    "validation_message": "REPOSITORY:TAG",
    "kubespawner_override": {"image": "{value}"},
}
# A digest says nothing to people: it is left out beside a tag, and shortened without one.
SHOWN = "^([^@]+:[^@]+|[^@]+@sha256:[0-9a-f]{12}|.*)"


@plan_time
def shown_image(image: str) -> str:
    """The last part of its name, as people read it."""
    return "".join(captured(SHOWN, without("^.*/", image)))


@plan_time
def image_titles(profiles: list[Settled]) -> dict[str, str]:
    """Image -> how people read it."""
    return {image: shown_image(image) for image in [image for profile in profiles for image in profile.images]}


@plan_time
def image_key(image: str, title: str) -> str:
    """What is shown may be the same for two images, and their names but for signs: the hash is not."""
    return f"{replaced('[^A-Za-z0-9]+', '-', title)}-{start(sha256(image), 8)}"


@plan_time
def image_choices(profiles: list[Settled], image_titles: dict[str, str]) -> dict[str, dict[str, dict[str, object]]]:
    """Name of a profile -> its images, the first one chosen."""
    return {
        profile.name: {
            image_key(image, image_titles.get(image, "")): {
                "display_name": image_titles.get(image, ""),
                "default": image in profile.images[:1],
                "kubespawner_override": {"image": image},
            }
            for image in profile.images
        }
        for profile in profiles
    }


@plan_time
def other_image(any_image: bool) -> dict[str, object]:
    """A free field for an image, by switch."""
    return {"unlisted_choice": UNLISTED_CHOICE} if any_image else {}


@plan_time
def disk_title(written_storage_type: str, written_home_path: str, written_paths: list[str]) -> str:
    """How people read the choice of the home as it is: `singleuser.storage.type` says what it is."""
    if written_storage_type == "dynamic":
        return DISK
    is_kept = written_storage_type != "none" or written_home_path in written_paths
    return "Default" if is_kept else "Default (nothing is kept)"


@plan_time
def mount_options(written_uid: str, written_gid: str) -> str:
    """How a server's bucket is mounted."""
    return f"implicit-dirs,uid={written_uid},gid={written_gid}"


@plan_time
def bucket_volume(bucket: str, options: str) -> dict[str, object]:
    """A volume by the Cloud Storage FUSE CSI driver; `{username}` in it is KubeSpawner's name for the person."""
    return {"driver": FUSE_DRIVER, "volumeAttributes": {"bucketName": bucket, "mountOptions": options}}


@plan_time
def shared_bucket(bucket: str, only_dir: bool, mount_options: str) -> dict[str, object]:
    """What the bucket of all changes in a pod."""
    directory = ",only-dir={username}" if only_dir else ""
    volume = {"name": DATA_VOLUME, "csi": bucket_volume(bucket, f"{mount_options}{directory}")}
    return {
        "volumes": {DATA_VOLUME: volume},
        "volume_mounts": {DATA_VOLUME: {"name": DATA_VOLUME, "mountPath": DATA_MOUNT}},
    }


@plan_time
def own_bucket(
    user_bucket_prefix: str, mount_options: str, written_volume_name: str, written_home_path: str
) -> dict[str, object]:
    """What a home in a bucket of the person's own changes: None takes the claim out of the home volume.

    The home's own directory of a shared disk is none of the bucket's.
    """
    bucket = bucket_volume(f"{user_bucket_prefix}-{{username}}", mount_options)
    return {
        "storage_pvc_ensure": False,
        "environment": OUTSIDE_OF_A_BUCKET,
        "volumes": {
            written_volume_name: {"name": written_volume_name, "persistentVolumeClaim": None, "csi": bucket},
        },
        "volume_mounts": {
            written_volume_name: {"name": written_volume_name, "mountPath": written_home_path, "subPath": None}
        },
    }


@plan_time
def storage_overrides(
    profiles: list[Settled],
    shared_bucket: dict[str, object],
    own_bucket: dict[str, object],
    beside_sidecar: dict[str, dict[str, object]],
) -> dict[str, dict[str, dict[str, object]]]:
    """Name of a profile -> each choice, and what it changes in the pod, whose home is a disk if nothing does."""
    return {
        profile.name: {
            "disk": {},
            "shared": {**beside_sidecar.get(profile.name, {}), **shared_bucket},
            "gcsfuse": {**beside_sidecar.get(profile.name, {}), **own_bucket},
        }
        for profile in profiles
    }


@plan_time
def storage_titles(disk_title: str) -> dict[str, str]:
    """Storage choice -> how people read it."""
    return {**STORAGE_CHOICES, "disk": disk_title}


@plan_time
def storage_choices(
    profiles: list[Settled],
    storage_overrides: dict[str, dict[str, dict[str, object]]],
    storage_titles: dict[str, str],
) -> dict[str, dict[str, dict[str, object]]]:
    """Name of a profile -> its storage choices, the first one chosen."""
    return {
        profile.name: {
            name: {
                "display_name": storage_titles.get(name, ""),
                "default": name in profile.storage[:1],
                "kubespawner_override": changes,
            }
            for name, changes in sorted(storage_overrides.get(profile.name, {}).items())
            if name in profile.storage
        }
        for profile in profiles
    }
