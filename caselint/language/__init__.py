"""The rule language: a small typed subset of Python's expressions, checked against the record's models."""
