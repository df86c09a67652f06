/**
 * HTTP: reads snapshots, has them diagnosed and writes reports, and answers every mistake with problem details.
 * It knows the rules as a {@code Ruleset} only and nothing of how they are run.
 */
@NullMarked
package dev.livedoctor.api;

import org.jspecify.annotations.NullMarked;
