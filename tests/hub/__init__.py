"""Tests of the IAP authenticator on a real JupyterHub behind a real configurable-http-proxy."""
