CREATE TABLE room (
    id       ${identity},
    name     TEXT NOT NULL UNIQUE,
    zone     TEXT,
    category TEXT,
    market   TEXT
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

-- What is known of the alerts of a room; due is when its silence says something, in nanoseconds since 1970, UTC.
CREATE TABLE watch (
    room  INTEGER NOT NULL PRIMARY KEY REFERENCES room (id),
    state TEXT    NOT NULL,
    due   BIGINT
);
CREATE INDEX watch_due ON watch (due) WHERE due IS NOT NULL;

-- Gives names: who takes one holds up the others until it is committed, so that names are in the order of commits.
CREATE TABLE counter (
    name TEXT   NOT NULL PRIMARY KEY,
    last BIGINT NOT NULL
);
INSERT INTO counter (name, last) VALUES ('alerts', 0);

CREATE TABLE episode (
    id       BIGINT  NOT NULL PRIMARY KEY,
    room     INTEGER NOT NULL REFERENCES room (id),
    cause    TEXT    NOT NULL,
    severity INTEGER NOT NULL,
    opened   BIGINT  NOT NULL,
    closed   BIGINT,
    content  TEXT    NOT NULL
);
CREATE INDEX episode_of_room ON episode (room, opened);
CREATE INDEX open_episode ON episode (room) WHERE closed IS NULL;

-- What happened in an episode, with the episode as it was then.
CREATE TABLE episode_change (
    id      BIGINT NOT NULL PRIMARY KEY,
    episode BIGINT NOT NULL REFERENCES episode (id),
    taken   BIGINT NOT NULL,
    content TEXT   NOT NULL
);
CREATE INDEX change_of_episode ON episode_change (episode, id);

-- Up to which change somebody was told, and which process does that: while it lives, its beat goes on.
CREATE TABLE told (
    name   TEXT   NOT NULL PRIMARY KEY,
    last   BIGINT NOT NULL,
    holder TEXT   NOT NULL,
    beat   BIGINT NOT NULL
);

-- What comes again and again: setups, values of dimensions, causes and scopes; used is the day on which a word was last told of, in days since
-- 1970, UTC: one that no row has any more is let go of a day later.
CREATE TABLE word (
    id   ${identity},
    text TEXT   NOT NULL UNIQUE,
    used BIGINT NOT NULL DEFAULT 0
);

-- What looking back asks of a quarter of an hour, which lies in one local hour wherever the room is; quarters since 1970, UTC.
CREATE TABLE quarter (
    room        INTEGER          NOT NULL,
    quarter     BIGINT           NOT NULL,
    windows     INTEGER          NOT NULL,
    setup       INTEGER          NOT NULL,
    minutes     DOUBLE PRECISION NOT NULL,
    watched     DOUBLE PRECISION NOT NULL,
    seen        DOUBLE PRECISION NOT NULL,
    stalled     DOUBLE PRECISION NOT NULL,
    exposed     DOUBLE PRECISION NOT NULL,
    lost        DOUBLE PRECISION NOT NULL,
    entries     DOUBLE PRECISION NOT NULL,
    orders      DOUBLE PRECISION NOT NULL,
    impressions DOUBLE PRECISION NOT NULL,
    clicks      DOUBLE PRECISION NOT NULL,
    carts       DOUBLE PRECISION NOT NULL,
    checkouts   DOUBLE PRECISION NOT NULL,
    attempts    DOUBLE PRECISION NOT NULL,
    paid        DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (room, quarter)
) ${clustered};

-- The viewers of a region or an app version in an hour.
CREATE TABLE sliced (
    room      INTEGER          NOT NULL,
    hour      BIGINT           NOT NULL,
    dimension INTEGER          NOT NULL,
    value     INTEGER          NOT NULL,
    windows   INTEGER          NOT NULL,
    watched   DOUBLE PRECISION NOT NULL,
    exits     DOUBLE PRECISION NOT NULL,
    seen      DOUBLE PRECISION NOT NULL,
    lost      DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (room, hour, dimension, value)
) ${clustered};

-- The causes that reports of an hour named as confirmed or likely.
CREATE TABLE caused (
    room       INTEGER          NOT NULL,
    hour       BIGINT           NOT NULL,
    cause      INTEGER          NOT NULL,
    scope      INTEGER          NOT NULL,
    windows    INTEGER          NOT NULL,
    minutes    DOUBLE PRECISION NOT NULL,
    confidence DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (room, hour, cause, scope)
) ${clustered};

-- Releases that snapshots told of; nanoseconds since 1970, UTC.
CREATE TABLE released (
    room INTEGER NOT NULL,
    at   BIGINT  NOT NULL,
    type INTEGER NOT NULL,
    note INTEGER NOT NULL,
    PRIMARY KEY (room, at, type)
) ${clustered};

-- Rooms, or causes in them, that nobody is told of; an empty cause is the whole room; milliseconds since 1970, UTC.
CREATE TABLE mute (
    room   TEXT   NOT NULL,
    cause  TEXT   NOT NULL,
    until  BIGINT NOT NULL,
    who    TEXT   NOT NULL,
    reason TEXT   NOT NULL,
    PRIMARY KEY (room, cause)
);

-- Open episodes that nobody was told of because of a mute, and the change that will be told if they outlast it.
CREATE TABLE withheld (
    episode BIGINT NOT NULL PRIMARY KEY,
    change  BIGINT NOT NULL
);
