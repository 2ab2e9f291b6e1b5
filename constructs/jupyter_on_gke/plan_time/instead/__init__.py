"""What people write in plan-time functions because Python has it, and what they write instead."""
