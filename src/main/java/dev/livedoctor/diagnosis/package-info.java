/**
 * The reasoning, in plain Java: facts that rules read, evidence that they give, and how evidence is ranked into verdicts and a report.
 * It knows neither Drools nor files nor HTTP; {@link dev.livedoctor.diagnosis.Diagnostician} is what others call.
 */
@NullMarked
package dev.livedoctor.diagnosis;

import org.jspecify.annotations.NullMarked;
