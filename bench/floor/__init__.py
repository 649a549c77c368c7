"""The floor: a bare Django project that does what the portal's pages do, and nothing else."""
