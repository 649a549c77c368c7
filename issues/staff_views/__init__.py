"""The co-ordinator's pages about issues and what becomes of them."""
