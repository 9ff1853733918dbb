-- Which of some reports replace an earlier version is asked after every run.

CREATE INDEX reports_by_next_version ON reports (next_version);
