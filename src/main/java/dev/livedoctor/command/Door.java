package dev.livedoctor.command;

import dev.livedoctor.chat.Platform;

/** Where a platform calls. */
interface Door {

    Platform platform();

    /** Who may ask for what. */
    Guests guests();

    /**
     * What the call is about.
     *
     * @throws RefusedCallException where it is not the platform that calls, or not now
     */
    Incoming open(Received received);

    /** How {@code answer} goes to whoever made {@code call}. */
    CallReply reply(Call call, Answer answer);
}
