package dev.livedoctor.notify;

import dev.livedoctor.alert.EpisodeChange;
import dev.livedoctor.diagnosis.Language;

/** Writes what happened in an alert as it is told over HTTP. */
@FunctionalInterface
public interface AlertJson {

    /** {@code change} as JSON, in UTF-8. */
    byte[] write(EpisodeChange change, Language language);
}
