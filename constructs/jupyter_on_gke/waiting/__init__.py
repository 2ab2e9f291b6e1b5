"""What a hub still waits for after an apply, until its page answers."""
