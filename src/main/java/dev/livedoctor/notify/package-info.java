/**
 * Messages out: who is told of a report, and how it gets there at least once, in order, through restarts and outages. The outbox on the
 * disk is the truth; whatever is in memory can be lost at any moment.
 */
@NullMarked
package dev.livedoctor.notify;

import org.jspecify.annotations.NullMarked;
