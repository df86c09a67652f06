/**
 * What was measured of a live room in one window: immutable records of plain Java, without a judgement.
 * Everything else reads them and nothing changes them.
 */
@NullMarked
package dev.livedoctor.snapshot;

import org.jspecify.annotations.NullMarked;
