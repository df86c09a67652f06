/** What was recorded of rooms, what is usual there, and the reports given lately. */
@NullMarked
package dev.livedoctor.history;

import org.jspecify.annotations.NullMarked;
