"""The report as one page for a browser: no network, no other file, and readable on paper."""
