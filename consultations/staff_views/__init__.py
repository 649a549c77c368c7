"""The co-ordinator's pages about consultations."""
