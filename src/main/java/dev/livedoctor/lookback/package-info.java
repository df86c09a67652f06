/** What the recorded past says with statistics: which hours stall, which categories sell badly, which regions lose viewers, and why. */
@NullMarked
package dev.livedoctor.lookback;

import org.jspecify.annotations.NullMarked;
