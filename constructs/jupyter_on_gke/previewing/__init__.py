"""Says before an apply what it does, who gets and loses access, and what then costs money: the command preview."""
