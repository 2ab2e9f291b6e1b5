"""What people choose a server from, and what KubeSpawner makes of it."""
