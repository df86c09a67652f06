package dev.livedoctor.drools;

import java.util.Collection;

/** What Drools is given. */
sealed interface Placed permits Match, Opening {

    /** The number by which rules ask for it, as Drools hashes it. */
    Integer place();

    /** Receives what rules conclude from it. */
    Collection<Object> conclusions();
}
