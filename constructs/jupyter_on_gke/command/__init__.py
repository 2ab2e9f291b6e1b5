"""The command jupyter-on-gke: what each of its commands does is in a room of its own."""
