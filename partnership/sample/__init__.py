"""An invented county's group and a whole year of its work, built by the real services."""
