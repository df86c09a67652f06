package dev.livedoctor.alerting;

/** Alerts were not taken, and are to be sent again. The message has no secret. */
final class DeliveryRejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeliveryRejectedException(String message) {
        super(message);
    }
}
