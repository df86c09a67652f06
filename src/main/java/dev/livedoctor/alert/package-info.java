/** When something that a room's windows show is an alert, for how long, and what became of it. A pure function of the windows. */
@NullMarked
package dev.livedoctor.alert;

import org.jspecify.annotations.NullMarked;
