"""What is wrong with tfvars, before Terraform and without it: the command `check`."""
