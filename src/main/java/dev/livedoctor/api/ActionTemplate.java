package dev.livedoctor.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.livedoctor.chat.ScopeWords;
import dev.livedoctor.chat.SixDigits;
import dev.livedoctor.diagnosis.Action;
import dev.livedoctor.diagnosis.Action.Verification;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.Report;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The actions of one cause in one language, already JSON but for the places where the scope and the bounds go: most of a report is this text, and it
 * never changes.
 */
final class ActionTemplate {
    /** Stands for the bound of a verification; no text in JSON holds this character. */
    private static final String BOUND = "\u0001";

    private static final Pattern PLACE = Pattern.compile(Pattern.quote(ScopeWords.PLACEHOLDER) + "|" + BOUND);
    private static final JsonFactory JSON = new JsonFactory();

    /** The text between the places. */
    private final List<SerializableString> pieces;
    /** What goes behind each piece but the last: a scope, or else a bound. */
    private final List<Boolean> scopes;

    private final Language language;

    ActionTemplate(List<Action> actions, Language language) {
        this.language = language;
        String json = json(actions, language);
        this.pieces = Stream.of(PLACE.split(json, -1))
                .<SerializableString>map(SerializedString::new)
                .toList();
        this.scopes = PLACE.matcher(json)
                .results()
                .map(place -> !place.group().equals(BOUND))
                .toList();
    }

    /** Writes the actions as an array for the scope and the bounds of {@code diagnosis}. */
    void write(JsonGenerator json, Report.Diagnosis diagnosis) throws IOException {
        // The first piece is announced as a value, so that the generator sets its own comma or colon; the rest
        // continues it.
        json.writeRawValue(pieces.get(0));
        String words = scopes.contains(true)
                ? new String(JsonStringEncoder.getInstance().quoteAsString(ScopeWords.of(diagnosis.scope(), language)))
                : "";
        Iterator<Verification> verifications = diagnosis.verifications().iterator();
        for (int place = 0; place < scopes.size(); place++) {
            json.writeRaw(
                    scopes.get(place)
                            ? words
                            : SixDigits.of(verifications.next().bound()));
            json.writeRaw(pieces.get(place + 1));
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
        json.writeRawValue(BOUND);
        json.writeNumberField("withinMinutes", action.verify().withinMinutes());
        json.writeEndObject();
        json.writeStringField("doNot", action.doNot().in(language));
        json.writeEndObject();
    }
}
