package dev.livedoctor.notify;

import java.time.Instant;

/**
 * A message that was given up.
 *
 * @param id by which it is sent again
 * @param target that did not take it
 * @param room that it is about
 * @param report that it tells
 * @param offered when it was to be sent
 * @param died when it was given up
 * @param attempts how often it was tried
 * @param why the last attempt failed
 */
public record DeadLetter(
        long id, String target, String room, String report, Instant offered, Instant died, int attempts, String why) {}
