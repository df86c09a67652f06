-- The day on which a word was last told of, in days since 1970, UTC: one that no row has any more is let go of a day later.
ALTER TABLE word ADD COLUMN used BIGINT NOT NULL DEFAULT 0;
