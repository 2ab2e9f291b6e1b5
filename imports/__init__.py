"""Provider bindings: the classes that the stack uses, each loaded when it is first used."""
