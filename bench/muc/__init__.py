"""MUC-4: from the record of a report to templates of incidents."""
