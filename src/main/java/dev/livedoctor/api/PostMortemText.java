package dev.livedoctor.api;

import dev.livedoctor.chat.SafeText;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.Text;
import dev.livedoctor.lookback.Incident;
import dev.livedoctor.lookback.PostMortem;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes what happened as Markdown, or as plain text. */
final class PostMortemText {
    private final boolean markdown;
    private final Language language;
    private final SafeText safeText;
    private final StringBuilder out = new StringBuilder();

    PostMortemText(boolean markdown, Language language) {
        this.markdown = markdown;
        this.language = language;
        safeText = markdown ? SafeText.MARKDOWN : SafeText.PLAIN;
    }

    /** As UTF-8. */
    byte[] write(PostMortem postMortem) {
        PostMortemWords words = new PostMortemWords(language, postMortem.zone());
        heading("# ", words.of(PostMortemWords.TITLE) + postMortem.room());
        line(words.period(postMortem));
        out.append('\n');
        line(words.of(postMortem.summary()));
        out.append('\n');
        words.numbers(postMortem).forEach(this::item);
        section(PostMortemWords.INCIDENTS);
        for (Incident incident : postMortem.incidents()) {
            heading("### ", words.title(incident));
            line(words.facts(incident));
            out.append('\n');
            words.remarks(incident).forEach(this::item);
            items(
                    PostMortemWords.EVIDENCE,
                    incident.evidence().stream().map(words::evidence).toList());
            items(
                    PostMortemWords.DONE,
                    incident.measures().isEmpty()
                            ? List.of(words.nothingDone())
                            : incident.measures().stream().map(words::measure).toList());
            out.append('\n');
        }
        section(PostMortemWords.TIMELINE);
        postMortem.timeline().forEach(moment -> item(words.time(moment.at()) + " " + words.of(moment.text())));
        if (!postMortem.preventions().isEmpty()) {
            section(PostMortemWords.PREVENT);
            for (PostMortem.Prevention prevention : postMortem.preventions()) {
                item(words.prevention(prevention));
                words.steps(prevention)
                        .forEach(step ->
                                out.append("  - ").append(safeText.of(step)).append('\n'));
            }
        }
        if (!postMortem.unsaid().isEmpty()) {
            section(PostMortemWords.UNSAID);
            postMortem.unsaid().forEach(one -> item(words.of(one.why())));
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void section(Text title) {
        out.append('\n');
        heading("## ", title.in(language));
    }

    private void heading(String level, String text) {
        out.append(markdown ? level : "").append(safeText.of(text)).append("\n\n");
    }

    private void items(Text title, List<String> items) {
        if (!items.isEmpty()) {
            item(title.in(language) + ":");
            items.forEach(one -> out.append("  - ").append(safeText.of(one)).append('\n'));
        }
    }

    private void item(String text) {
        out.append("- ");
        line(text);
    }

    private void line(String text) {
        out.append(safeText.of(text)).append('\n');
    }
}
