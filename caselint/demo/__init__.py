"""An invented caseload: plausible cases with known defects at known rates."""
