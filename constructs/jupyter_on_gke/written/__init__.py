"""What people write in `jupyterhub_values`, as profiles and pools must know it."""
