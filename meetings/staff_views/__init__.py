"""The co-ordinator's pages about meetings."""
