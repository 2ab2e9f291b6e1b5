"""The catalog of the accelerators that GKE offers: what a name stands for, and where it is."""
