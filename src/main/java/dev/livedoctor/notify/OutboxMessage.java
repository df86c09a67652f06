package dev.livedoctor.notify;

import java.time.Instant;

/**
 * One message to one target.
 *
 * @param id its place in the order; 0 until it lies in the outbox
 * @param target the target's name
 * @param kind the target's kind, for which the body was written
 * @param room that it is about
 * @param report the id of the report that it tells
 * @param offered when it was put into the outbox
 * @param loud whether quiet hours may let it through
 * @param body to be posted, but for what signs it
 * @param attempts that have failed
 */
@SuppressWarnings("ArrayRecordComponent")
record OutboxMessage(
        long id,
        String target,
        TargetType kind,
        String room,
        String report,
        Instant offered,
        boolean loud,
        byte[] body,
        int attempts) {}
