"""A member's pages: of meetings, of the views they bring there, and of what they pass on afterwards."""
