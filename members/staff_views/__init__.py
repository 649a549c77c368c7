"""The co-ordinator's pages about the group's people."""
