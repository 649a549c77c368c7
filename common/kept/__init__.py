"""Public pages, and what pages rest on, are kept until anything is written (docs/kept.md)."""
