"""Each part of the hub alone, for stacks of one's own."""
