/**
 * Calls to the outside: which addresses may be called, and a POST that keeps to that. It knows nothing of what is said there.
 */
@NullMarked
package dev.livedoctor.outbound;

import org.jspecify.annotations.NullMarked;
