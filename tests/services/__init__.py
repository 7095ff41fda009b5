"""What only the real servers can show: see infra/local. Marked `services`."""
