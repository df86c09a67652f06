package dev.livedoctor.api;

import dev.livedoctor.chat.SafeText;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.Text;
import dev.livedoctor.lookback.Incident;
import dev.livedoctor.lookback.PostMortem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.text.StringEscapeUtils;

/** Writes what happened as a page that can be saved and sent: it needs nothing from elsewhere, and runs nothing. */
final class PostMortemPage {
    private static final String STYLE = """
            :root{color-scheme:light dark;--line:#8884;--soft:#8881;--red:#d33;--orange:#d80;--blue:#36c;--green:#284}
            body{font:15px/1.5 system-ui,sans-serif;max-width:960px;margin:2rem auto;padding:0 1rem}
            h1{font-size:1.6rem;margin-bottom:.2rem}h2{margin-top:2rem;border-bottom:1px solid var(--line)}
            .when{opacity:.7;margin-top:0}.summary{font-size:1.1rem}
            .numbers{display:flex;flex-wrap:wrap;gap:.5rem;padding:0;list-style:none}
            .numbers li{background:var(--soft);border-radius:6px;padding:.3rem .7rem}
            article{border-left:4px solid var(--line);padding:.1rem 0 .1rem 1rem;margin:1.2rem 0}
            article.CRITICAL{border-color:var(--red)}article.MAJOR{border-color:var(--orange)}article.MINOR{border-color:var(--blue)}
            .facts{opacity:.8}h4{margin:.6rem 0 .2rem}ul{margin:.2rem 0}
            table{border-collapse:collapse;width:100%}td{padding:.2rem .6rem .2rem 0;vertical-align:top;border-bottom:1px solid var(--line)}
            td:first-child{white-space:nowrap;font-variant-numeric:tabular-nums;opacity:.8}
            tr.INCIDENT_BEGINS td:last-child{color:var(--red);font-weight:600}tr.INCIDENT_ENDS td:last-child{color:var(--green);font-weight:600}
            figure{margin:1rem 0}figcaption{font-size:.85rem;opacity:.8}svg{width:100%;height:auto;display:block}
            .curve{fill:none;stroke:var(--blue);stroke-width:1.5;vector-effect:non-scaling-stroke}
            .band{fill:var(--red);opacity:.13}.mark{stroke:var(--orange);stroke-dasharray:3 3}
            .axis{stroke:var(--line)}text{font:11px system-ui,sans-serif;fill:currentColor;opacity:.8}
            footer{margin-top:2rem;font-size:.8rem;opacity:.6}
            @media print{body{margin:0;max-width:none}}
            """;

    private static final String POLICY =
            "default-src 'none'; style-src '" + hash(STYLE) + "'; base-uri 'none'; form-action 'none'";

    private final StringBuilder out = new StringBuilder(1 << 14);
    private final PostMortem postMortem;
    private final PostMortemWords words;
    private final Language language;

    private PostMortemPage(PostMortem postMortem, Language language) {
        this.postMortem = postMortem;
        this.language = language;
        words = new PostMortemWords(language, postMortem.zone());
    }

    /** The answer with the page. */
    static Response answer(PostMortem postMortem, Language language) {
        return Response.ok(new PostMortemPage(postMortem, language).write())
                .header(HttpHeaders.CONTENT_TYPE, "text/html;charset=UTF-8")
                .header(HttpHeaders.CONTENT_LANGUAGE, Languages.tag(language))
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT + ", " + HttpHeaders.ACCEPT_LANGUAGE)
                .header("Content-Security-Policy", POLICY + "; frame-ancestors 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }

    private byte[] write() {
        String title = escaped(words.of(PostMortemWords.TITLE) + postMortem.room());
        out.append("<!DOCTYPE html>\n<html lang=\"")
                .append(Languages.tag(language))
                .append("\">\n<head>\n")
                .append("<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"")
                .append(POLICY)
                .append("\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(title)
                .append("</title>\n<style>")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n");
        element("h1", "", title);
        element("p", "when", escaped(words.period(postMortem)));
        element("p", "summary", escaped(words.of(postMortem.summary())));
        list("numbers", words.numbers(postMortem));
        if (!postMortem.curves().isEmpty()) {
            section(PostMortemWords.CURVES);
            postMortem.curves().forEach(curve -> out.append(new CurveDrawing(postMortem, curve, words).svg()));
        }
        if (!postMortem.incidents().isEmpty()) {
            section(PostMortemWords.INCIDENTS);
            postMortem.incidents().forEach(this::incident);
        }
        section(PostMortemWords.TIMELINE);
        out.append("<table>\n");
        for (PostMortem.Moment moment : postMortem.timeline()) {
            out.append("<tr class=\"").append(moment.kind()).append("\"><td>").append(words.time(moment.at()));
            out.append("</td><td>").append(escaped(words.of(moment.text()))).append("</td></tr>\n");
        }
        out.append("</table>\n");
        if (!postMortem.preventions().isEmpty()) {
            section(PostMortemWords.PREVENT);
            for (PostMortem.Prevention prevention : postMortem.preventions()) {
                element("h4", "", escaped(words.prevention(prevention)));
                list("", words.steps(prevention));
            }
        }
        if (!postMortem.unsaid().isEmpty()) {
            section(PostMortemWords.UNSAID);
            list(
                    "",
                    postMortem.unsaid().stream().map(one -> words.of(one.why())).toList());
        }
        element("footer", "", "LiveDoctor" + (postMortem.rules().isEmpty() ? "" : " · " + escaped(postMortem.rules())));
        return out.append("</body>\n</html>\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private void incident(Incident incident) {
        out.append("<article class=\"").append(incident.severity()).append("\">\n");
        element("h3", "", escaped(words.title(incident)));
        element("p", "facts", escaped(words.facts(incident)));
        list("", words.remarks(incident));
        if (!incident.evidence().isEmpty()) {
            element("h4", "", escaped(words.of(PostMortemWords.EVIDENCE)));
            list("", incident.evidence().stream().map(words::evidence).toList());
        }
        element("h4", "", escaped(words.of(PostMortemWords.DONE)));
        list(
                "",
                incident.measures().isEmpty()
                        ? List.of(words.nothingDone())
                        : incident.measures().stream().map(words::measure).toList());
        out.append("</article>\n");
    }

    private void section(Text title) {
        element("h2", "", escaped(words.of(title)));
    }

    private void list(String kind, List<String> items) {
        out.append(kind.isEmpty() ? "<ul>\n" : "<ul class=\"" + kind + "\">\n");
        items.forEach(item -> element("li", "", escaped(item)));
        out.append("</ul>\n");
    }

    private void element(String name, String kind, String content) {
        out.append('<')
                .append(name)
                .append(kind.isEmpty() ? "" : " class=\"" + kind + "\"")
                .append('>');
        out.append(content).append("</").append(name).append(">\n");
    }

    /** Names come from clients: nothing in them is markup, turns the text around or hides. */
    static String escaped(String text) {
        return StringEscapeUtils.escapeXml10(SafeText.PLAIN.of(text));
    }

    private static String hash(String style) {
        return "sha256-" + Base64.getEncoder().encodeToString(DigestUtils.sha256(style));
    }
}
