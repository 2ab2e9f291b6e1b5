"""Mistakes, made on purpose: which of them a test notices. `make mutants`."""
