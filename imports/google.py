"""Bindings of the google provider. The classes are listed in google.pyi."""

from jupyter_on_gke.imports._stubs import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)
