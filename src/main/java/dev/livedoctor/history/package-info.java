/** What was diagnosed lately: reports by id, and the latest of each room. */
@NullMarked
package dev.livedoctor.history;

import org.jspecify.annotations.NullMarked;
