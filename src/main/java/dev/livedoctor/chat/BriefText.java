package dev.livedoctor.chat;

import dev.livedoctor.chat.Brief.Cause;
import dev.livedoctor.chat.Brief.Evidence;
import dev.livedoctor.chat.Brief.Measurement;
import dev.livedoctor.chat.Brief.Task;
import dev.livedoctor.diagnosis.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Says the parts of a brief in one markup. */
record BriefText(Markup markup, Language language) {
    private static final String BETWEEN = " · ";
    /** No list, as the steps would go on with its numbers. */
    private static final String RANKS = "①②③";

    String heading(Brief brief) {
        return brief.state() + BETWEEN + markup.words(brief.room());
    }

    /** The heading of a card, in which the light is seen first; shortened where it has more than {@code most} UTF-16 units. */
    String heading(Brief brief, int most) {
        String status = Labels.emoji(brief.status()) + " " + brief.state() + BETWEEN;
        return SafeLine.fitted(brief.room(), most, room -> status + markup.words(room));
    }

    /** What is wrong, or that nothing is. */
    String what(Brief brief) {
        return markup.words(brief.symptoms().isEmpty() ? brief.summary() : String.join(BETWEEN, brief.symptoms()));
    }

    /** The lines of a card under its heading, in paragraphs. */
    List<List<String>> paragraphs(Brief brief) {
        List<List<String>> paragraphs = new ArrayList<>();
        List<String> first = new ArrayList<>();
        first.add((brief.symptoms().isEmpty() ? "ℹ️ " : "📉 ") + what(brief));
        brief.unexplained().forEach(evidence -> first.add("🔬 " + evidence(evidence)));
        paragraphs.add(first);
        for (Cause cause : brief.causes()) {
            List<String> lines = new ArrayList<>();
            lines.add(ranked(cause));
            cause.evidence().forEach(evidence -> lines.add("🔬 " + evidence(evidence)));
            cause.action().ifPresent(action -> lines.addAll(task(action)));
            paragraphs.add(lines);
        }
        if (!brief.measureNext().isEmpty()) {
            paragraphs.add(List.of("📏 " + measureNext(brief.measureNext())));
        }
        brief.warnings().forEach(warning -> paragraphs.add(List.of("⚠️ " + markup.words(warning))));
        return paragraphs;
    }

    List<String> task(Task action) {
        List<String> lines = new ArrayList<>();
        lines.add("➡️ " + action(action));
        int number = 0;
        for (String step : action.steps()) {
            lines.add(markup.number(++number) + " " + markup.words(step));
        }
        if (!action.doNot().isEmpty()) {
            lines.add("⛔ " + doNot(action));
        }
        return lines;
    }

    /** A cause on a line of its own. */
    String ranked(Cause cause) {
        return RANKS.charAt(cause.rank() - 1) + " " + cause(cause);
    }

    String cause(Cause cause) {
        return markup.strong(markup.words(cause.title())) + " " + markup.name(cause.code())
                + BETWEEN + cause.verdict() + " " + cause.percent()
                + (cause.scope().isEmpty() ? "" : BETWEEN + markup.name(cause.scope()));
    }

    String evidence(Evidence evidence) {
        String name = markup.name(evidence.metric());
        boolean titled = !evidence.title().isEmpty();
        return (titled ? markup.words(evidence.title()) : name)
                + (evidence.observed().isEmpty() ? "" : " " + markup.words(evidence.observed()))
                + (evidence.comparison().isEmpty()
                        ? ""
                        : (language == Language.ZH ? "，" : ", ") + evidence.comparison())
                + (titled ? BETWEEN + name : "");
    }

    String action(Task action) {
        return markup.strong(markup.words(action.title())) + BETWEEN + action.owner() + BETWEEN + action.urgency();
    }

    String doNot(Task action) {
        return Labels.DO_NOT.in(language) + markup.words(action.doNot());
    }

    String measureNext(List<Measurement> measurements) {
        return Labels.MEASURE_NEXT.in(language)
                + measurements.stream().map(this::measurement).collect(Collectors.joining(separator()));
    }

    /** What people call it, and its name. */
    String measurement(Measurement measurement) {
        String name = markup.name(measurement.metric());
        return measurement.title().isEmpty()
                ? name
                : markup.words(measurement.title()) + (language == Language.ZH ? "（" + name + "）" : " (" + name + ")");
    }

    private String separator() {
        return language == Language.ZH ? "、" : ", ";
    }

    /** Which report this is, and which rules made it. */
    String source(Brief brief) {
        return Labels.REPORT.in(language) + markup.name(brief.id()) + BETWEEN + markup.words(brief.rules());
    }

    /** The last line of a card: also from when to when. */
    String foot(Brief brief) {
        return brief.window() + BETWEEN + source(brief);
    }
}
