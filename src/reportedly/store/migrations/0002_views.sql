-- The common questions as views, and full-text search over the reports.

CREATE VIEW what_stands AS
SELECT situations.title AS situation, series.measure, series.subject, series.unit, series.place, series.scope, series.detail,
       series.low, series.best, series.high, series.contested, series.sources, series.as_of, series.rule, series.series_id
FROM series JOIN situations USING (situation_id)
WHERE series.low IS NOT NULL OR series.best IS NOT NULL OR series.high IS NOT NULL
ORDER BY situations.first_day, series.situation_id, series.rank;

CREATE VIEW what_is_contested AS
SELECT * FROM what_stands WHERE contested = 1;

CREATE VIEW what_changed AS
SELECT entries.published, situations.title AS situation, entries.relation, entries.measure, series.subject, series.place,
       entries.qualifier, entries.number, entries.source, entries.outlet, figures.quote, entries.rule, entries.stands, entries.figure_id
FROM entries
JOIN series USING (series_id)
JOIN situations ON situations.situation_id = entries.situation_id
JOIN figures ON figures.figure_id = entries.figure_id
WHERE entries.relation NOT IN ('repeats')
ORDER BY entries.moment, entries.report_id, figures.start;

CREATE VIEW what_was_taken_back AS
SELECT entries.published, situations.title AS situation, entries.measure, entries.number, entries.source, entries.outlet, figures.quote,
       entries.relates_to AS figures_taken_back, entries.figure_id
FROM entries
JOIN situations ON situations.situation_id = entries.situation_id
JOIN figures ON figures.figure_id = entries.figure_id
WHERE entries.relation = 'retracts'
ORDER BY entries.moment;

CREATE VIEW who_says_what AS
SELECT COALESCE(entries.source, entries.outlet) AS source, situations.title AS situation, entries.measure, entries.qualifier, entries.number,
       entries.place, entries.status, entries.published, entries.stands, figures.quote, entries.figure_id
FROM entries
JOIN situations ON situations.situation_id = entries.situation_id
JOIN figures ON figures.figure_id = entries.figure_id
ORDER BY 1, entries.moment;

CREATE VIEW what_people_decided AS
SELECT number, kind, target, value, decided_by, why, decided_at FROM decisions ORDER BY number;

CREATE VIRTUAL TABLE search USING fts5 (title, text, content='reports', content_rowid='number', tokenize='porter unicode61 remove_diacritics 2');
CREATE TRIGGER reports_are_searchable AFTER INSERT ON reports BEGIN
    INSERT INTO search (rowid, title, text) VALUES (new.number, new.title, new.text);
END;

CREATE TRIGGER decisions_stay_update BEFORE UPDATE ON decisions BEGIN
    SELECT RAISE(ABORT, 'decisions are appended, never edited');
END;
CREATE TRIGGER decisions_stay_delete BEFORE DELETE ON decisions BEGIN
    SELECT RAISE(ABORT, 'decisions are appended, never removed');
END;
