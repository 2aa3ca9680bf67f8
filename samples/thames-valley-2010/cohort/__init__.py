"""How the cohort is made: chosen among well-run cases, then spoilt one fact at a time until it prints the report's figures."""
