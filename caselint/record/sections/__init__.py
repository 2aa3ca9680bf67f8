"""The sections of a record, one module per domain area."""
