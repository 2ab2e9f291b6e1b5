"""What was there before and is managed here: taken over as it is, by import blocks."""
