package dev.livedoctor.history;

import java.sql.SQLException;

/** Something to write within a transaction that others share. It may be called again after a failure. */
interface Write<T> {
    T apply(WriteConnection connection) throws SQLException;
}
