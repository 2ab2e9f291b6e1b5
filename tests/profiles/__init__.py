"""Profiles: what Python computes of them, without Terraform."""
