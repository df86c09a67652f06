package dev.livedoctor.history;

import java.util.Map;
import javax.sql.DataSource;

/** Where the history lies. SQL is the same everywhere but for the words of {@link #dialect}. */
interface Database extends AutoCloseable {

    /** Makes connections, which their callers close. Commits are durable when they return. */
    DataSource source();

    /** What stands for the placeholders of the migrations. */
    Map<String, String> dialect();

    /** Where it is, for people. */
    @Override
    String toString();

    @Override
    void close();
}
