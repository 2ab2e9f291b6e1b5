"""What a Terraform variable is, and the checks that recur."""
