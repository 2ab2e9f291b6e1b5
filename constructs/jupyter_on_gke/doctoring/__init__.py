"""What is wrong with servers, mounts and sign-ins, found in the cluster's own events and logs."""
