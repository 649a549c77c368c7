"""Public pages are kept for the next reader until anything is written that a page may show (docs/kept-pages.md)."""
