"""Reports: one module per format. A report renders stored results and never recomputes."""
