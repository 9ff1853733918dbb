-- Full-text search over quotes: the clauses of figures and the contents of statements. Names are searched only as sources and places,
-- and where they stand in the words themselves. The words of whole reports are in the table `search`.

CREATE VIRTUAL TABLE quotes USING fts5 (
    quote,                                   -- the words, as in the report
    about,                                   -- whose word it is, where, and the measure
    kind UNINDEXED,                          -- figure or statement
    item UNINDEXED,                          -- id of the figure or the attribution
    report_id UNINDEXED,
    tokenize='porter unicode61 remove_diacritics 2'
);

INSERT INTO quotes (quote, about, kind, item, report_id)
SELECT quote, COALESCE(source, '') || ' ' || COALESCE(place, '') || ' ' || COALESCE(measure, ''), 'figure', figure_id, report_id
FROM figures ORDER BY rowid;
INSERT INTO quotes (quote, about, kind, item, report_id)
SELECT content, COALESCE(source, '') || ' ' || COALESCE(role, ''), 'statement', attribution_id, report_id FROM attributions ORDER BY rowid;

CREATE TRIGGER figures_are_searchable AFTER INSERT ON figures BEGIN
    INSERT INTO quotes (quote, about, kind, item, report_id)
    VALUES (new.quote, COALESCE(new.source, '') || ' ' || COALESCE(new.place, '') || ' ' || COALESCE(new.measure, ''),
            'figure', new.figure_id, new.report_id);
END;
CREATE TRIGGER statements_are_searchable AFTER INSERT ON attributions BEGIN
    INSERT INTO quotes (quote, about, kind, item, report_id)
    VALUES (new.content, COALESCE(new.source, '') || ' ' || COALESCE(new.role, ''), 'statement', new.attribution_id, new.report_id);
END;
