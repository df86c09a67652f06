/**
 * Makes snapshots of what users measure already, by mappings that an operator edits, and records them as if they had been posted. Mapping
 * is pure; what asks, follows or is called stands around it.
 */
@NullMarked
package dev.livedoctor.adapter;

import org.jspecify.annotations.NullMarked;
