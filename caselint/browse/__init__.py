"""Stored results in an interactive terminal view: the score card, the findings, and each case with its timeline."""
