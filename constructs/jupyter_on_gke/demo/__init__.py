"""The hub on one's own machine, before there is anything at Google: what it will show, start and place where."""
