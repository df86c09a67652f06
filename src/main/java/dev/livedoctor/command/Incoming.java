package dev.livedoctor.command;

/** What a call of a platform is about. */
sealed interface Incoming permits CommandRequest, Incoming.Handshake {

    /** Nothing that anybody asked; the platform wants to see {@code answer}. */
    @SuppressWarnings("ArrayRecordComponent") // written once
    record Handshake(byte[] answer) implements Incoming {
        static final Handshake EMPTY = new Handshake(new byte[0]);

        static final Handshake NOTHING = new Handshake(Signature.utf8("{}"));
    }
}
