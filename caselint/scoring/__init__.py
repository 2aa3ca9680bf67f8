"""Scoring: outcomes into the percentages and bands that inspection reports print."""
