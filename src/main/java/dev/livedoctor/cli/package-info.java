/**
 * The command line: diagnoses a snapshot in a file without starting the service.
 * It reads and writes as {@code api} does, and answers with an exit code that a script can use.
 */
@NullMarked
package dev.livedoctor.cli;

import org.jspecify.annotations.NullMarked;
