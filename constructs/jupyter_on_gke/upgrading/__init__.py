"""Says before an upgrade what it does to what people have: the command upgrade-check."""
