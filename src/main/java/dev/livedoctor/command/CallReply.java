package dev.livedoctor.command;

/**
 * How an answer travels.
 *
 * @param now the body of the response, JSON; empty for none
 * @param later what is still to be sent after the response
 */
@SuppressWarnings("ArrayRecordComponent") // written once
record CallReply(byte[] now, Runnable later) {

    static CallReply now(byte[] body) {
        return new CallReply(body, () -> {});
    }
}
