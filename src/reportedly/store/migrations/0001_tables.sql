-- The tables of a ledger. What is kept: reports, records, decisions, intake. What follows from them and can be made again:
-- figures, events, attributions, attachments, situations, series, entries.

CREATE TABLE reports (
    number INTEGER PRIMARY KEY,              -- in order of intake; no part of any result
    report_id TEXT NOT NULL UNIQUE,          -- content id
    name TEXT NOT NULL,                      -- the id that it came with, else its content id
    external_id TEXT,
    supersedes TEXT,                         -- name of the report that it replaces
    next_version TEXT,                       -- content id of the version that replaces it
    outlet TEXT,
    url TEXT,
    title TEXT,
    published TEXT,                          -- ISO 8601, as given
    moment TEXT NOT NULL,                    -- the same in UTC, a day as its end, to put reports in order by
    published_basis TEXT NOT NULL,
    language TEXT NOT NULL,
    parser TEXT,
    sha256 TEXT NOT NULL,                    -- of the text in UTF-8
    text TEXT NOT NULL,
    situation_id TEXT,                       -- null until it is put in its place
    copy_of TEXT                             -- content id of the first report that carries the same text
);
CREATE INDEX reports_by_situation ON reports (situation_id, moment);
CREATE INDEX reports_by_moment ON reports (moment);
CREATE INDEX reports_by_name ON reports (name);
CREATE INDEX reports_by_url ON reports (url);
CREATE INDEX reports_by_supersedes ON reports (supersedes);
CREATE INDEX reports_by_copy ON reports (copy_of);

CREATE TABLE intake (
    report_id TEXT PRIMARY KEY,
    taken_in TEXT NOT NULL                   -- when the ledger took the report in, ISO 8601 in UTC
);

CREATE TABLE records (
    report_id TEXT PRIMARY KEY,
    record TEXT NOT NULL,                    -- all that the report says, as JSON, without its text
    digest TEXT NOT NULL,                    -- what the ledger needs of it, as JSON
    signature TEXT NOT NULL                  -- MinHash of its text, as JSON
);

CREATE TABLE issues (
    report_id TEXT NOT NULL,
    code TEXT NOT NULL,
    level TEXT NOT NULL,
    message TEXT NOT NULL,
    start INTEGER,
    "end" INTEGER
);
CREATE INDEX issues_by_report ON issues (report_id);

CREATE TABLE refused (                       -- what could not be read as a report at all
    origin TEXT NOT NULL,                    -- file and line
    content TEXT NOT NULL,                   -- its first characters
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    PRIMARY KEY (origin, code, content)
);

CREATE TABLE decisions (                     -- appended, never edited
    number INTEGER PRIMARY KEY,
    decision_id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    target TEXT NOT NULL,
    value TEXT NOT NULL,                     -- JSON
    decided_by TEXT NOT NULL,
    why TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    anchor TEXT NOT NULL,                    -- JSON: where the figure stands
    previous TEXT NOT NULL,                  -- hash of the decision before
    hash TEXT NOT NULL
);

CREATE TABLE figures (
    figure_id TEXT PRIMARY KEY,
    report_id TEXT NOT NULL,
    number REAL,                             -- as stated
    qualifier TEXT NOT NULL,
    low REAL,
    high REAL,
    measure TEXT,                            -- null: counts something else
    unit TEXT NOT NULL,
    subject TEXT NOT NULL,
    place TEXT,
    country TEXT,
    geonameid INTEGER,
    latitude REAL,
    longitude REAL,
    happened_from TEXT,
    happened_to TEXT,
    as_of TEXT,
    source TEXT,
    status TEXT NOT NULL,
    stage TEXT NOT NULL,
    quote TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL
);
CREATE INDEX figures_by_report ON figures (report_id, start);

CREATE TABLE events (
    event_id TEXT PRIMARY KEY,
    report_id TEXT NOT NULL,
    type TEXT NOT NULL,
    stage TEXT NOT NULL,
    "trigger" TEXT NOT NULL,
    agents TEXT NOT NULL,
    targets TEXT NOT NULL,
    instruments TEXT NOT NULL,
    place TEXT,
    country TEXT,
    latitude REAL,
    longitude REAL,
    happened_from TEXT,
    happened_to TEXT,
    status TEXT NOT NULL,
    quote TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL
);
CREATE INDEX events_by_report ON events (report_id, start);

CREATE TABLE attributions (
    attribution_id TEXT PRIMARY KEY,
    report_id TEXT NOT NULL,
    source TEXT,
    role TEXT,
    source_kind TEXT NOT NULL,
    cue TEXT NOT NULL,
    kind TEXT NOT NULL,
    content TEXT NOT NULL,
    via TEXT,
    quote TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL
);
CREATE INDEX attributions_by_report ON attributions (report_id, start);

CREATE TABLE attachments (                   -- to which earlier report a report attaches
    report_id TEXT PRIMARY KEY,
    attached_to TEXT NOT NULL,
    likeness REAL NOT NULL,
    margin REAL NOT NULL,                    -- by how much the likeness exceeds what is asked for
    why TEXT NOT NULL
);
CREATE INDEX attachments_by_earlier ON attachments (attached_to);

CREATE TABLE lookup (                        -- words by which like reports are found, and runs of words by which copies are
    mark TEXT NOT NULL,
    day TEXT NOT NULL,                       -- of publication; empty for undated reports
    report_id TEXT NOT NULL,
    weight REAL NOT NULL,
    PRIMARY KEY (mark, day, report_id)
) WITHOUT ROWID;
CREATE INDEX lookup_by_report ON lookup (report_id, mark, weight);

CREATE TABLE situations (
    situation_id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    first_day TEXT,
    last_day TEXT,
    places TEXT NOT NULL,
    reports INTEGER NOT NULL,
    head TEXT NOT NULL                       -- JSON, without its series
);

CREATE TABLE series (
    series_id TEXT PRIMARY KEY,
    situation_id TEXT NOT NULL,
    rank INTEGER NOT NULL,                   -- order within the situation
    measure TEXT NOT NULL,
    unit TEXT NOT NULL,
    subject TEXT NOT NULL,
    place TEXT,
    scope TEXT NOT NULL,                     -- total, increment or part
    scope_from TEXT,
    scope_to TEXT,
    detail TEXT,
    low REAL,
    best REAL,
    high REAL,
    contested INTEGER NOT NULL,
    sources INTEGER NOT NULL,
    as_of TEXT,
    rule TEXT NOT NULL,
    part_of TEXT,
    entries INTEGER NOT NULL,
    issues TEXT NOT NULL,
    head TEXT NOT NULL                       -- JSON, without its entries
);
CREATE INDEX series_by_situation ON series (situation_id, rank);
CREATE INDEX series_by_measure ON series (measure);

CREATE TABLE entries (
    figure_id TEXT PRIMARY KEY,
    series_id TEXT NOT NULL,
    situation_id TEXT NOT NULL,
    report_id TEXT NOT NULL,
    report TEXT NOT NULL,                    -- the id that the report came with, else its content id
    rank INTEGER NOT NULL,                   -- order within the series
    moment TEXT NOT NULL,
    start INTEGER NOT NULL,                  -- where its words stand in the report
    published TEXT,
    outlet TEXT,
    source TEXT,
    measure TEXT NOT NULL,
    place TEXT,
    country TEXT,
    number REAL,
    qualifier TEXT NOT NULL,
    status TEXT NOT NULL,
    relation TEXT NOT NULL,
    relates_to TEXT,                         -- figure ids, separated by spaces
    rule TEXT NOT NULL,
    stands INTEGER NOT NULL,
    why_not TEXT,
    decision_id TEXT,
    dropped_in TEXT,
    independent_source TEXT NOT NULL,
    issues TEXT NOT NULL,
    entry TEXT NOT NULL                      -- JSON
);
CREATE INDEX entries_by_series ON entries (series_id, rank);
CREATE INDEX entries_by_situation ON entries (situation_id);
CREATE INDEX entries_by_moment ON entries (moment, report, start, figure_id);
CREATE INDEX entries_by_measure ON entries (measure, moment);
