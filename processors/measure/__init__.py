"""How good it is: detection and stories against labelled rows, other rules against the stored log."""
