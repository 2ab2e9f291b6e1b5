"""What runs in the hub's process, and in people's servers."""
