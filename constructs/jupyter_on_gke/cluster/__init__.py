"""The cluster and what it stands on: services, network, nodes' identity, node pools, and how it is reached."""
