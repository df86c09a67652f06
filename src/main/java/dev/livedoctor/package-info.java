/**
 * Puts the packages together: the main class, the rules in force and where they come from.
 * Nothing imports this package.
 */
@NullMarked
package dev.livedoctor;

import org.jspecify.annotations.NullMarked;
