"""What a case record is, and how one is read."""
