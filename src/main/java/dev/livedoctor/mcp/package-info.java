/**
 * A seat for language-model agents: tools of the Model Context Protocol that read and change nothing. Results are typed, and short enough to
 * be read by a model.
 */
@NullMarked
package dev.livedoctor.mcp;

import org.jspecify.annotations.NullMarked;
