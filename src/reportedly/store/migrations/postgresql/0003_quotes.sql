-- Full-text search over quotes: the clauses of figures and the contents of statements. Names are searched only as sources and places,
-- and where they stand in the words themselves. The words of whole reports are searched by the index `reports_by_words`.

CREATE TABLE quotes (
    quote TEXT COLLATE "C" NOT NULL,                        -- the words, as in the report
    about TEXT COLLATE "C" NOT NULL,                        -- whose word it is, where, and the measure
    kind TEXT COLLATE "C" NOT NULL,                         -- figure or statement
    item TEXT COLLATE "C" NOT NULL,                         -- id of the figure or the attribution
    report_id TEXT COLLATE "C" NOT NULL
);
CREATE FUNCTION quote_words(quote TEXT, about TEXT) RETURNS TSVECTOR LANGUAGE SQL IMMUTABLE PARALLEL SAFE AS $$
    SELECT to_tsvector('english'::regconfig, left(quote, 150000) || ' ' || left(about, 1000))
$$;
CREATE INDEX quotes_by_words ON quotes USING gin (quote_words(quote, about));
CREATE INDEX quotes_by_item ON quotes (item, kind);

CREATE FUNCTION figures_are_searchable() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO quotes (quote, about, kind, item, report_id)
    SELECT quote, concat_ws(' ', source, place, measure), 'figure', figure_id, report_id FROM arrived;
    RETURN NULL;
END $$;
CREATE TRIGGER figures_are_searchable AFTER INSERT ON figures
REFERENCING NEW TABLE AS arrived FOR EACH STATEMENT EXECUTE FUNCTION figures_are_searchable();

CREATE FUNCTION statements_are_searchable() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO quotes (quote, about, kind, item, report_id)
    SELECT content, concat_ws(' ', source, role), 'statement', attribution_id, report_id FROM arrived;
    RETURN NULL;
END $$;
CREATE TRIGGER statements_are_searchable AFTER INSERT ON attributions
REFERENCING NEW TABLE AS arrived FOR EACH STATEMENT EXECUTE FUNCTION statements_are_searchable();
