package dev.livedoctor.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.livedoctor.chat.ScopeWords;
import dev.livedoctor.chat.SixDigits;
import dev.livedoctor.diagnosis.Action;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.Scope;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The actions of one cause in one language, already JSON but for the places where the scope goes: most of a report is this text, and it
 * never changes.
 */
final class ActionTemplate {
    private static final Pattern PLACEHOLDER = Pattern.compile(Pattern.quote(ScopeWords.PLACEHOLDER));
    private static final JsonFactory JSON = new JsonFactory();

    private final List<SerializableString> pieces;
    private final Language language;

    ActionTemplate(List<Action> actions, Language language) {
        this.language = language;
        this.pieces = Stream.of(PLACEHOLDER.split(json(actions, language), -1))
                .<SerializableString>map(SerializedString::new)
                .toList();
    }

    /** Writes the actions as an array for {@code scope}. */
    void write(JsonGenerator json, Scope scope) throws IOException {
        // The first piece is announced as a value, so that the generator sets its own comma or colon; the rest
        // continues it.
        json.writeRawValue(pieces.get(0));
        if (pieces.size() > 1) {
            String words = new String(JsonStringEncoder.getInstance().quoteAsString(ScopeWords.of(scope, language)));
            for (SerializableString piece : pieces.subList(1, pieces.size())) {
                json.writeRaw(words);
                json.writeRaw(piece);
            }
        }
    }

    private static String json(List<Action> actions, Language language) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartArray();
            for (Action action : actions) {
                write(json, action, language);
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException("a string writer does not fail", e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Action action, Language language) throws IOException {
        json.writeStartObject();
        json.writeStringField("code", action.code());
        json.writeStringField("title", action.title().in(language));
        json.writeStringField("owner", action.owner().name());
        json.writeStringField("urgency", action.urgency().name());
        json.writeArrayFieldStart("steps");
        for (String step : action.steps(language)) {
            json.writeString(step);
        }
        json.writeEndArray();
        json.writeStringField("risk", action.risk().in(language));
        json.writeBooleanField("reversible", action.reversible());
        json.writeObjectFieldStart("verify");
        json.writeStringField("metric", action.verify().metric());
        json.writeStringField("direction", action.verify().direction().name());
        json.writeFieldName("bound");
        json.writeNumber(SixDigits.of(action.verify().bound()));
        json.writeNumberField("withinMinutes", action.verify().withinMinutes());
        json.writeEndObject();
        json.writeStringField("doNot", action.doNot().in(language));
        json.writeEndObject();
    }
}
