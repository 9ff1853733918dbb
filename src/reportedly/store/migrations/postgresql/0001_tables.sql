-- The tables of a ledger in PostgreSQL: those of SQLite, with text compared byte by byte (COLLATE "C") as there. What is kept: reports,
-- records, decisions, intake. What follows from them and can be made again: figures, events, attributions, attachments, situations,
-- series, entries.

CREATE TABLE reports (
    number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,  -- in order of intake; no part of any result
    report_id TEXT COLLATE "C" NOT NULL UNIQUE,             -- content id
    name TEXT COLLATE "C" NOT NULL,                         -- the id that it came with, else its content id
    external_id TEXT COLLATE "C",
    supersedes TEXT COLLATE "C",                            -- name of the report that it replaces
    next_version TEXT COLLATE "C",                          -- content id of the version that replaces it
    outlet TEXT COLLATE "C",
    url TEXT COLLATE "C",
    title TEXT COLLATE "C",
    published TEXT COLLATE "C",                             -- ISO 8601, as given
    moment TEXT COLLATE "C" NOT NULL,                       -- the same in UTC, a day as its end, to put reports in order by
    published_basis TEXT COLLATE "C" NOT NULL,
    language TEXT COLLATE "C" NOT NULL,
    parser TEXT COLLATE "C",
    sha256 TEXT COLLATE "C" NOT NULL,                       -- of the text in UTF-8
    text TEXT COLLATE "C" NOT NULL,
    situation_id TEXT COLLATE "C",                          -- null until it is put in its place
    copy_of TEXT COLLATE "C"                                -- content id of the first report that carries the same text
);
CREATE INDEX reports_by_situation ON reports (situation_id, moment);
CREATE INDEX reports_by_moment ON reports (moment);
-- by hash, for an address may be longer than a B-tree can hold
CREATE INDEX reports_by_name ON reports USING hash (name);
CREATE INDEX reports_by_url ON reports USING hash (url);
CREATE INDEX reports_by_supersedes ON reports USING hash (supersedes);
CREATE INDEX reports_by_copy ON reports (copy_of);

CREATE TABLE intake (
    report_id TEXT COLLATE "C" PRIMARY KEY,
    taken_in TEXT COLLATE "C" NOT NULL                      -- when the ledger took the report in, ISO 8601 in UTC
);

CREATE TABLE records (
    report_id TEXT COLLATE "C" PRIMARY KEY,
    record TEXT COLLATE "C" NOT NULL,                       -- all that the report says, as JSON, without its text
    digest TEXT COLLATE "C" NOT NULL,                       -- what the ledger needs of it, as JSON
    signature TEXT COLLATE "C" NOT NULL                     -- MinHash of its text, as JSON
);

CREATE TABLE issues (
    report_id TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    level TEXT COLLATE "C" NOT NULL,
    message TEXT COLLATE "C" NOT NULL,
    start BIGINT,
    "end" BIGINT
);
CREATE INDEX issues_by_report ON issues (report_id);

CREATE TABLE refused (                                      -- what could not be read as a report at all
    origin TEXT COLLATE "C" NOT NULL,                       -- file and line
    content TEXT COLLATE "C" NOT NULL,                      -- its first characters
    code TEXT COLLATE "C" NOT NULL,
    message TEXT COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX refused_once ON refused (md5(origin || '|' || code || '|' || content));  -- a path may be too long for a key

CREATE TABLE decisions (                                    -- appended, never edited
    number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    decision_id TEXT COLLATE "C" NOT NULL UNIQUE,
    kind TEXT COLLATE "C" NOT NULL,
    target TEXT COLLATE "C" NOT NULL,
    value TEXT COLLATE "C" NOT NULL,                        -- JSON
    decided_by TEXT COLLATE "C" NOT NULL,
    why TEXT COLLATE "C" NOT NULL,
    decided_at TEXT COLLATE "C" NOT NULL,
    anchor TEXT COLLATE "C" NOT NULL,                       -- JSON: where the figure stands
    previous TEXT COLLATE "C" NOT NULL,                     -- hash of the decision before
    hash TEXT COLLATE "C" NOT NULL
);

CREATE TABLE figures (
    figure_id TEXT COLLATE "C" PRIMARY KEY,
    report_id TEXT COLLATE "C" NOT NULL,
    number DOUBLE PRECISION,                                -- as stated
    qualifier TEXT COLLATE "C" NOT NULL,
    low DOUBLE PRECISION,
    high DOUBLE PRECISION,
    measure TEXT COLLATE "C",                               -- null: counts something else
    unit TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    place TEXT COLLATE "C",
    country TEXT COLLATE "C",
    geonameid BIGINT,
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    happened_from TEXT COLLATE "C",
    happened_to TEXT COLLATE "C",
    as_of TEXT COLLATE "C",
    source TEXT COLLATE "C",
    status TEXT COLLATE "C" NOT NULL,
    stage TEXT COLLATE "C" NOT NULL,
    quote TEXT COLLATE "C" NOT NULL,
    start BIGINT NOT NULL,
    "end" BIGINT NOT NULL
);
CREATE INDEX figures_by_report ON figures (report_id, start);

CREATE TABLE events (
    event_id TEXT COLLATE "C" PRIMARY KEY,
    report_id TEXT COLLATE "C" NOT NULL,
    type TEXT COLLATE "C" NOT NULL,
    stage TEXT COLLATE "C" NOT NULL,
    "trigger" TEXT COLLATE "C" NOT NULL,
    agents TEXT COLLATE "C" NOT NULL,
    targets TEXT COLLATE "C" NOT NULL,
    instruments TEXT COLLATE "C" NOT NULL,
    place TEXT COLLATE "C",
    country TEXT COLLATE "C",
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    happened_from TEXT COLLATE "C",
    happened_to TEXT COLLATE "C",
    status TEXT COLLATE "C" NOT NULL,
    quote TEXT COLLATE "C" NOT NULL,
    start BIGINT NOT NULL,
    "end" BIGINT NOT NULL
);
CREATE INDEX events_by_report ON events (report_id, start);

CREATE TABLE attributions (
    attribution_id TEXT COLLATE "C" PRIMARY KEY,
    report_id TEXT COLLATE "C" NOT NULL,
    source TEXT COLLATE "C",
    role TEXT COLLATE "C",
    source_kind TEXT COLLATE "C" NOT NULL,
    cue TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    content TEXT COLLATE "C" NOT NULL,
    via TEXT COLLATE "C",
    quote TEXT COLLATE "C" NOT NULL,
    start BIGINT NOT NULL,
    "end" BIGINT NOT NULL
);
CREATE INDEX attributions_by_report ON attributions (report_id, start);

CREATE TABLE attachments (                                  -- to which earlier report a report attaches
    report_id TEXT COLLATE "C" PRIMARY KEY,
    attached_to TEXT COLLATE "C" NOT NULL,
    likeness DOUBLE PRECISION NOT NULL,
    margin DOUBLE PRECISION NOT NULL,                       -- by how much the likeness exceeds what is asked for
    why TEXT COLLATE "C" NOT NULL
);
CREATE INDEX attachments_by_earlier ON attachments (attached_to);

CREATE TABLE lookup (                                       -- words by which like reports are found, and runs of words by which copies are
    mark TEXT COLLATE "C" NOT NULL,
    day TEXT COLLATE "C" NOT NULL,                          -- of publication; empty for undated reports
    report_id TEXT COLLATE "C" NOT NULL,
    weight DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (mark, day, report_id)
);
CREATE INDEX lookup_by_report ON lookup (report_id, mark, weight);

CREATE TABLE situations (
    situation_id TEXT COLLATE "C" PRIMARY KEY,
    title TEXT COLLATE "C" NOT NULL,
    first_day TEXT COLLATE "C",
    last_day TEXT COLLATE "C",
    places TEXT COLLATE "C" NOT NULL,
    reports BIGINT NOT NULL,
    head TEXT COLLATE "C" NOT NULL                          -- JSON, without its series
);

CREATE TABLE series (
    series_id TEXT COLLATE "C" PRIMARY KEY,
    situation_id TEXT COLLATE "C" NOT NULL,
    rank BIGINT NOT NULL,                                   -- order within the situation
    measure TEXT COLLATE "C" NOT NULL,
    unit TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    place TEXT COLLATE "C",
    scope TEXT COLLATE "C" NOT NULL,                        -- total, increment or part
    scope_from TEXT COLLATE "C",
    scope_to TEXT COLLATE "C",
    detail TEXT COLLATE "C",
    low DOUBLE PRECISION,
    best DOUBLE PRECISION,
    high DOUBLE PRECISION,
    contested BIGINT NOT NULL,
    sources BIGINT NOT NULL,
    as_of TEXT COLLATE "C",
    rule TEXT COLLATE "C" NOT NULL,
    part_of TEXT COLLATE "C",
    entries BIGINT NOT NULL,
    issues TEXT COLLATE "C" NOT NULL,
    head TEXT COLLATE "C" NOT NULL                          -- JSON, without its entries
);
CREATE INDEX series_by_situation ON series (situation_id, rank);
CREATE INDEX series_by_measure ON series (measure);

CREATE TABLE entries (
    figure_id TEXT COLLATE "C" PRIMARY KEY,
    series_id TEXT COLLATE "C" NOT NULL,
    situation_id TEXT COLLATE "C" NOT NULL,
    report_id TEXT COLLATE "C" NOT NULL,
    report TEXT COLLATE "C" NOT NULL,                       -- the id that the report came with, else its content id
    rank BIGINT NOT NULL,                                   -- order within the series
    moment TEXT COLLATE "C" NOT NULL,
    start BIGINT NOT NULL,                                  -- where its words stand in the report
    published TEXT COLLATE "C",
    outlet TEXT COLLATE "C",
    source TEXT COLLATE "C",
    measure TEXT COLLATE "C" NOT NULL,
    place TEXT COLLATE "C",
    country TEXT COLLATE "C",
    number DOUBLE PRECISION,
    qualifier TEXT COLLATE "C" NOT NULL,
    status TEXT COLLATE "C" NOT NULL,
    relation TEXT COLLATE "C" NOT NULL,
    relates_to TEXT COLLATE "C",                            -- figure ids, separated by spaces
    rule TEXT COLLATE "C" NOT NULL,
    stands BIGINT NOT NULL,
    why_not TEXT COLLATE "C",
    decision_id TEXT COLLATE "C",
    dropped_in TEXT COLLATE "C",
    independent_source TEXT COLLATE "C" NOT NULL,
    issues TEXT COLLATE "C" NOT NULL,
    entry TEXT COLLATE "C" NOT NULL                         -- JSON
);
CREATE INDEX entries_by_series ON entries (series_id, rank);
CREATE INDEX entries_by_situation ON entries (situation_id);
CREATE INDEX entries_by_moment ON entries (moment);
CREATE INDEX entries_by_measure ON entries (measure, moment);
