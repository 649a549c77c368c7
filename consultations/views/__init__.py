"""What everybody sees of consultations, and how they answer them."""
