"""Measures the portal beside the floor, a bare Django project, in one run (docs/measuring.md)."""
