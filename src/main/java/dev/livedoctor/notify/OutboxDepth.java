package dev.livedoctor.notify;

import java.time.Instant;
import java.util.Optional;

/**
 * What lies in the outbox for a target.
 *
 * @param waiting messages that are to be sent
 * @param dead messages that were given up
 * @param oldest when the first of the waiting ones was offered
 */
public record OutboxDepth(long waiting, long dead, Optional<Instant> oldest) {}
