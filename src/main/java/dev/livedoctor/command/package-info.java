/**
 * Commands that come in from chat platforms. Whoever calls is known by the platform's own signature; what is asked for is answered from the
 * reports that are there, and nothing is diagnosed anew.
 */
@NullMarked
package dev.livedoctor.command;

import org.jspecify.annotations.NullMarked;
