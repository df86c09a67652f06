/**
 * The only package that speaks Drools: DRL is parsed, checked against an allow-list and lowered to Drools' executable model.
 * Nothing in a rule file is ever compiled or evaluated as code.
 */
@NullMarked
package dev.livedoctor.drools;

import org.jspecify.annotations.NullMarked;
