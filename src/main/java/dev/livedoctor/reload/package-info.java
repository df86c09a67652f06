/**
 * Watches the folder of the rules: what settles there is checked and swapped in whole, or refused whole and told of.
 * Whatever happens to the folder, the rules in force go on.
 */
@NullMarked
package dev.livedoctor.reload;

import org.jspecify.annotations.NullMarked;
