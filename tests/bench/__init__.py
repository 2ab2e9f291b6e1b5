"""What synthesizing and planning cost. Run it with `make bench`, which writes docs/performance.md."""
