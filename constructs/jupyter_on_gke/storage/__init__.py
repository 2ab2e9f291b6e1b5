"""Where files are: the shared bucket, people's own buckets, and homes."""
