"""JupyterHub itself: its namespace, notebooks' identity, the chart's values, network policies and release."""
