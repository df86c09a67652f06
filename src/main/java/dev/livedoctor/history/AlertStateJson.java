package dev.livedoctor.history;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.MutableConfigOverride;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.livedoctor.alert.Episode;
import dev.livedoctor.alert.EpisodeChange;
import dev.livedoctor.alert.RoomState;
import java.util.List;
import java.util.Map;

/** What the store has of alerts, as JSON. A later version may leave out what this one wrote. */
final class AlertStateJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // Nothing but what a record is made of.
            .visibility(PropertyAccessor.ALL, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            // Most windows show nothing, and there are many of them.
            .withConfigOverride(List.class, AlertStateJson::withoutEmpty)
            .withConfigOverride(Map.class, AlertStateJson::withoutEmpty)
            .build();
    private static final ObjectReader STATES = JSON.readerFor(RoomState.class);
    private static final ObjectReader EPISODES = JSON.readerFor(Episode.class);
    private static final ObjectReader CHANGES = JSON.readerFor(EpisodeChange.class);

    private AlertStateJson() {}

    private static void withoutEmpty(MutableConfigOverride collection) {
        collection
                .setInclude(JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
                .setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
    }

    static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static RoomState state(String json) throws JsonProcessingException {
        return STATES.readValue(json);
    }

    static Episode episode(String json) {
        return read(EPISODES, json);
    }

    static EpisodeChange change(String json) {
        return read(CHANGES, json);
    }

    private static <T> T read(ObjectReader reader, String json) {
        try {
            return reader.readValue(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the history has an alert that cannot be read", e);
        }
    }
}
