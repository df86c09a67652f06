package dev.livedoctor.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.livedoctor.alert.Episode;
import dev.livedoctor.alert.EpisodeChange;
import dev.livedoctor.chat.AlertWords;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.history.Mutes;
import dev.livedoctor.history.Mutes.Mute;
import dev.livedoctor.notify.AlertJson;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes alerts and their changes as JSON, for HTTP clients and for webhooks. */
@Singleton
final class AlertJsonWriter implements AlertJson {
    private final AlertWords words;
    private final Mutes mutes;
    private final ObjectMapper mapper;

    AlertJsonWriter(AlertWords words, Mutes mutes, ObjectMapper mapper) {
        this.words = words;
        this.mutes = mutes;
        this.mapper = mapper;
    }

    /** A change, with the alert as it was then. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChangeView(
            long id,
            Instant at,
            EpisodeChange.Type what,
            @Nullable String detail,
            String text,
            @Nullable AlertView alert) {}

    AlertView view(Episode episode, Language language) {
        Optional<Mute> mute = episode.isOpen() ? mutes.find(episode.room(), episode.cause()) : Optional.empty();
        return AlertView.of(episode, words, language, mute);
    }

    /** A change without its alert, for clients that have it. */
    ChangeView view(EpisodeChange change, Language language, boolean whole) {
        return new ChangeView(
                change.id(),
                change.at(),
                change.what(),
                change.detail(),
                words.sentence(change, language),
                whole ? AlertView.of(change.episode(), words, language, Optional.empty()) : null);
    }

    @Override
    public byte[] write(EpisodeChange change, Language language) {
        return json(change, language).getBytes(StandardCharsets.UTF_8);
    }

    String json(EpisodeChange change, Language language) {
        try {
            return mapper.writeValueAsString(view(change, language, true));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a change is JSON", e);
        }
    }
}
