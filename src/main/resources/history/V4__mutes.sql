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
