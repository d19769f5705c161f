"""What `init` copies: a small workspace that checks and builds from the first minute."""
