"""The tests. How a case is added: CONTRIBUTING.md."""
