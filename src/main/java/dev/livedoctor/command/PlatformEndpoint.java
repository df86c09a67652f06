package dev.livedoctor.command;

import dev.livedoctor.chat.Platform;

/** Where a platform calls. */
interface PlatformEndpoint {

    Platform platform();

    /** Who may ask for what. */
    CallerPermissions permissions();

    /**
     * What the call is about.
     *
     * @throws RefusedCallException where it is not the platform that calls, or not now
     */
    Incoming open(SignedCall received);

    /** Sends {@code answer} to the caller of {@code call}. */
    CallReply reply(CommandRequest call, Answer answer);
}
