package dev.livedoctor;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What chat cards have besides the report. */
@ConfigMapping(prefix = "livedoctor.chat")
interface ChatConfig {

    /** Where a card's button leads: an http or https address, in which {room} and {id} are filled in. */
    Optional<String> link();
}
