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
