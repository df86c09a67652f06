/**
 * Who may: API keys, roles, and the refusal to listen where everybody could ask. It knows nothing of rooms and rules; resources say by
 * annotation which role they need.
 */
@NullMarked
package dev.livedoctor.access;

import org.jspecify.annotations.NullMarked;
