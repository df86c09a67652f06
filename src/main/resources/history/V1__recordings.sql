CREATE TABLE room (
    id       ${identity},
    name     TEXT NOT NULL UNIQUE,
    zone     TEXT,
    category TEXT
);

-- A window as it was sent, with what was found; times in nanoseconds since 1970, UTC.
CREATE TABLE recording (
    room     INTEGER  NOT NULL REFERENCES room (id),
    begins   BIGINT   NOT NULL,
    ends     BIGINT   NOT NULL,
    taken    BIGINT   NOT NULL,
    report   TEXT     NOT NULL UNIQUE,
    status   TEXT     NOT NULL,
    findings TEXT     NOT NULL,
    rules    TEXT     NOT NULL,
    digest   ${bytes} NOT NULL,
    content  ${bytes} NOT NULL,
    PRIMARY KEY (room, begins, ends)
);

-- Hours whose windows have changed since they were rolled up; hours since 1970, UTC.
CREATE TABLE due (
    room    INTEGER NOT NULL,
    hour    BIGINT  NOT NULL,
    changes INTEGER NOT NULL,
    PRIMARY KEY (room, hour)
) ${clustered};

CREATE TABLE metric (
    id   ${identity},
    name TEXT NOT NULL UNIQUE
);

-- What a metric was in an hour: over its windows, and per minute of them.
CREATE TABLE hourly (
    room    INTEGER          NOT NULL,
    metric  INTEGER          NOT NULL,
    hour    BIGINT           NOT NULL,
    windows INTEGER          NOT NULL,
    minutes DOUBLE PRECISION NOT NULL,
    total   DOUBLE PRECISION NOT NULL,
    median  DOUBLE PRECISION NOT NULL,
    rate    DOUBLE PRECISION NOT NULL,
    lowest  DOUBLE PRECISION NOT NULL,
    highest DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (room, metric, hour)
) ${clustered};
