"""The hub's configuration on one's own machine: sections from a JSON file, as the chart's hub.config gives them."""

import json
from pathlib import Path

from jupyter_on_gke.demo.in_the_hub.ending import end_with_the_demo

end_with_the_demo()
c = get_config()  # type: ignore[name-defined]  # noqa: F821

c.JupyterHub.spawner_class = "jupyter_on_gke.demo.in_the_hub.pod_recorder.PodRecorder"
c.PodRecorder.home_dir_template = str(Path.cwd() / "home" / "{username}")
c.PodRecorder.pods_dir = str(Path.cwd())

for section, settings in json.loads((Path.cwd() / "hub.json").read_text(encoding="utf-8")).items():
    c[section].update(settings)
