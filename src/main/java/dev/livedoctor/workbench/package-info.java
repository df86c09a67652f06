/**
 * The rules workbench: what a candidate pack would do, before it counts. It runs cases with coverage, compares packs, and puts recorded or
 * live snapshots to both.
 */
@NullMarked
package dev.livedoctor.workbench;

import org.jspecify.annotations.NullMarked;
