"""What is there after an apply, as other programs say it: Terraform's outputs, kubectl, gcloud."""
