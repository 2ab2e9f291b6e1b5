"""The door: address, hosts, Identity-Aware Proxy, the hub's identity, and who may pass."""
