"""What helm calls our releases, in JupyterHub's namespace."""

HUB = "jupyterhub"
IAP = "jupyter-iap"
