"""What the service tells of itself to those who run it: log lines and metrics."""
