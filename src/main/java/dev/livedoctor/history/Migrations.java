package dev.livedoctor.history;

import org.flywaydb.core.Flyway;

/** Brings a database to the shape that this version works with. */
final class Migrations {
    private Migrations() {}

    static void apply(Database database) {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        // Flyway looks for its own parts and for ours in the loader of the thread, which may be anybody's.
        Thread.currentThread().setContextClassLoader(Migrations.class.getClassLoader());
        try {
            Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(database.source())
                    .locations("classpath:history")
                    .placeholders(database.dialect())
                    .failOnMissingLocations(true)
                    .table("migrations")
                    .load()
                    .migrate();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
