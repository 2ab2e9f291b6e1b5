"""The catalog of the accelerators that GKE offers: what a name stands for, the nodes that carry it, and where it is."""
