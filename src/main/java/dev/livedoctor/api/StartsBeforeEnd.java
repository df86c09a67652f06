package dev.livedoctor.api;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.time.Instant;

/** The window starts before it ends, and 24 h at most before. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = StartsBeforeEnd.Check.class)
@interface StartsBeforeEnd {
    String message() default "must be after start and at most 24 h later";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Complains of the end, since one of the two must be named. */
    class Check implements ConstraintValidator<StartsBeforeEnd, SnapshotRequest.Period> {
        private static final Duration LONGEST = Duration.ofHours(24);

        @Override
        public boolean isValid(SnapshotRequest.Period window, ConstraintValidatorContext context) {
            Instant start = window.start();
            Instant end = window.end();
            if (start == null || end == null || start.isBefore(end) && !end.isAfter(start.plus(LONGEST))) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(context.getDefaultConstraintMessageTemplate())
                    .addPropertyNode("end")
                    .addConstraintViolation();
            return false;
        }
    }
}
