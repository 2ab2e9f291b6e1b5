"""What holds for every deployment, written by hand: `make refresh` writes nothing here."""
