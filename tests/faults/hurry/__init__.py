"""An app for the arena alone: its `jobs.py` is read after that of the reports."""
