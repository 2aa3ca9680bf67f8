"""The audit: one outcome per rule and case."""
