-- The common questions as views, full-text search over the reports, and decisions that stay as they were made.

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

-- Of a giant text the beginning is searched: a vector of words holds a megabyte at most.
CREATE FUNCTION report_words(title TEXT, body TEXT) RETURNS TSVECTOR LANGUAGE SQL IMMUTABLE PARALLEL SAFE AS $$
    SELECT to_tsvector('english'::regconfig, left(coalesce(title, ''), 1000) || ' ' || left(body, 150000))
$$;
CREATE INDEX reports_by_words ON reports USING gin (report_words(title, text));

CREATE FUNCTION decisions_stay() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'decisions are appended, never %', CASE TG_OP WHEN 'UPDATE' THEN 'edited' ELSE 'removed' END;
END $$;
CREATE TRIGGER decisions_stay_update BEFORE UPDATE ON decisions FOR EACH ROW EXECUTE FUNCTION decisions_stay();
CREATE TRIGGER decisions_stay_delete BEFORE DELETE ON decisions FOR EACH ROW EXECUTE FUNCTION decisions_stay();
CREATE TRIGGER decisions_stay_truncate BEFORE TRUNCATE ON decisions FOR EACH STATEMENT EXECUTE FUNCTION decisions_stay();
