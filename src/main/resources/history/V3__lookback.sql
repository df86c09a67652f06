-- What comes again and again: setups, values of dimensions, causes and scopes.
CREATE TABLE word (
    id   ${identity},
    text TEXT NOT NULL UNIQUE
);

ALTER TABLE room ADD COLUMN market TEXT;

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
