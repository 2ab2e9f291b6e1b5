"""Tests of the room jupyterhub."""
