"""Public pages of consultations and for answering them."""
