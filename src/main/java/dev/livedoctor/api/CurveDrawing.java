package dev.livedoctor.api;

import dev.livedoctor.chat.SixDigits;
import dev.livedoctor.lookback.Incident;
import dev.livedoctor.lookback.PostMortem;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/** A metric over time as SVG, with the incidents behind it and what happened as dashed lines. */
record CurveDrawing(PostMortem postMortem, PostMortem.Curve curve, PostMortemWords words) {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 120;
    private static final int FOOT = 16;

    String svg() {
        double most = Arrays.stream(curve.values())
                .filter(value -> !Double.isNaN(value))
                .max()
                .orElse(0);
        StringBuilder out = new StringBuilder();
        String title = PostMortemPage.escaped(words.of(curve.title()));
        out.append("<figure>\n<figcaption>").append(title).append(" · ").append(curve.metric());
        out.append("</figcaption>\n<svg viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(HEIGHT + FOOT);
        out.append("\" role=\"img\" aria-label=\"").append(title).append("\">\n");
        for (Incident incident : postMortem.incidents()) {
            double start = x(incident.start());
            line(
                    out,
                    "<rect class=\"band\" x=\"%.1f\" y=\"0\" width=\"%.1f\" height=\"%d\"/>",
                    start,
                    Math.max(1.5, x(incident.end()) - start),
                    HEIGHT);
        }
        for (PostMortem.Moment moment : postMortem.timeline()) {
            if (moment.kind() == PostMortem.Kind.EVENT) {
                double at = x(moment.at());
                line(out, "<line class=\"mark\" x1=\"%.1f\" x2=\"%.1f\" y1=\"0\" y2=\"%d\"/>", at, at, HEIGHT);
            }
        }
        line(out, "<line class=\"axis\" x1=\"0\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>", WIDTH, HEIGHT, HEIGHT);
        path(out, most);
        line(out, "<text x=\"2\" y=\"11\">%s</text>", SixDigits.of(most));
        line(out, "<text x=\"2\" y=\"%d\">%s</text>", HEIGHT + FOOT - 3, words.time(postMortem.from()));
        line(
                out,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>",
                WIDTH - 2,
                HEIGHT + FOOT - 3,
                words.time(postMortem.to()));
        return out.append("</svg>\n</figure>\n").toString();
    }

    /** What was not measured is a gap. */
    private void path(StringBuilder out, double most) {
        double[] values = curve.values();
        double step = WIDTH / (double) values.length;
        out.append("<path class=\"curve\" d=\"");
        boolean drawing = false;
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) {
                drawing = false;
                continue;
            }
            double y = HEIGHT - (most > 0 ? Math.max(0, values[i]) / most : 0) * (HEIGHT - 14);
            // A point of its own is drawn as a short line.
            out.append(String.format(Locale.ROOT, drawing ? "L%.1f %.1f" : "M%.1f %.1fh1.5", i * step, y));
            drawing = true;
        }
        out.append("\"/>\n");
    }

    private double x(Instant at) {
        double all = Duration.between(postMortem.from(), postMortem.to()).toMillis();
        double part = Duration.between(postMortem.from(), at).toMillis() / all;
        return Math.max(0, Math.min(1, part)) * WIDTH;
    }

    private static void line(StringBuilder out, String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
