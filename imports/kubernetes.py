"""Bindings of the kubernetes provider. The classes are listed in kubernetes.pyi."""

from jupyter_on_gke.imports._stubs import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)
