package dev.livedoctor.adapter;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log of OBS line by line. Its lines have a time of the day without a date or a zone, and most of what it counts it says when a
 * broadcast stops.
 */
final class ObsLog {
    private static final Pattern LINE = Pattern.compile("(\\d{2}):(\\d{2}):(\\d{2})\\.(\\d{3}): (.*)");
    private static final Pattern DATE = Pattern.compile("Current Date/Time: (\\d{4}-\\d{2}-\\d{2}), .*");
    private static final Pattern FILE = Pattern.compile(".*?(\\d{4}-\\d{2}-\\d{2})[ _]\\d{2}-\\d{2}-\\d{2}.*");
    private static final Pattern OUTPUT = Pattern.compile("Output '([^']*)': +(.*)");
    private static final Pattern FRAMES =
            Pattern.compile("Total (frames output|drawn frames): (\\d+)(?: \\((\\d+) attempted\\))?");
    private static final Pattern LOST = Pattern.compile("Number of (lagged|dropped) frames due to [^:]*: (\\d+) .*");
    private static final Pattern SKIPPED =
            Pattern.compile("Video stopped, number of skipped frames due to encoding lag: (\\d+)/(\\d+) .*");
    private static final Pattern FPS = Pattern.compile("\\s*fps: +(\\d+)/(\\d+)");
    private static final Pattern SIZE = Pattern.compile("\\s*output resolution: +\\d+x(\\d+)");
    private static final Pattern BITRATE = Pattern.compile("\\s*bitrate: +(\\d+)");
    private static final Pattern ENCODER = Pattern.compile("\\[[^\\]]*encoder: '[^']*(?:stream|video)[^']*'\\].*");
    private static final Pattern NO_BROADCAST = Pattern.compile("(?i).*(?:file|record|replay|virtual).*");
    private static final String START = "==== Streaming Start";
    private static final String STOP = "==== Streaming Stop";
    private static final Duration HALF_A_DAY = Duration.ofHours(12);
    /** What is said after a broadcast stopped belongs to it for so long. */
    private static final Duration AFTERMATH = Duration.ofSeconds(10);

    private final ZoneId zone;
    private @Nullable LocalDate date;
    private @Nullable LocalTime time;
    private @Nullable ObsBroadcast broadcast;
    private boolean videoEncoder;
    private double frameRate = Double.NaN;
    private double height = Double.NaN;
    private double kbps = Double.NaN;

    /** @param date of the first line; null where the log says it itself */
    ObsLog(@Nullable LocalDate date, ZoneId zone) {
        this.date = date;
        this.zone = zone;
    }

    /** The date in the name of a file of OBS, such as {@code 2026-11-28 20-15-03.txt}. */
    static Optional<LocalDate> date(String file) {
        Matcher matcher = FILE.matcher(file);
        return matcher.matches() ? parsed(matcher.group(1)) : Optional.empty();
    }

    private static Optional<LocalDate> parsed(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Reads the next line; a broadcast that is over by it, as it turns out. */
    Optional<ObsBroadcast> read(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String text = matcher.group(5);
        Matcher dated = DATE.matcher(text);
        if (dated.matches()) {
            date = parsed(dated.group(1)).orElse(date);
        }
        Optional<Instant> at = at(matcher);
        if (at.isEmpty()) {
            return Optional.empty();
        }
        Optional<ObsBroadcast> over = over(at.get(), text);
        settings(text);
        happened(at.get(), text);
        return over;
    }

    private Optional<Instant> at(Matcher matcher) {
        int hour = Integer.parseInt(matcher.group(1));
        int minute = Integer.parseInt(matcher.group(2));
        int second = Integer.parseInt(matcher.group(3));
        if (date == null || hour > 23 || minute > 59 || second > 59) {
            return Optional.empty();
        }
        LocalTime now = LocalTime.of(hour, minute, second, Integer.parseInt(matcher.group(4)) * 1_000_000);
        // Threads write a little out of order; only midnight goes back by more.
        if (time != null && Duration.between(now, time).compareTo(HALF_A_DAY) > 0) {
            date = date.plusDays(1);
        }
        time = now;
        return Optional.of(date.atTime(now).atZone(zone).toInstant());
    }

    /** The broadcast that nothing more is said of. */
    private Optional<ObsBroadcast> over(Instant at, String text) {
        ObsBroadcast current = broadcast;
        if (current == null) {
            return Optional.empty();
        }
        boolean another = text.startsWith(START);
        if (another || current.stopped() != null && at.isAfter(current.stopped().plus(AFTERMATH))) {
            broadcast = null;
            return Optional.of(current);
        }
        return Optional.empty();
    }

    /** The broadcast that is under way, or about to be over. */
    Optional<ObsBroadcast> current() {
        return Optional.ofNullable(broadcast);
    }

    /** Nothing more comes: the broadcast that was stopped, if any, is over. */
    Optional<ObsBroadcast> end() {
        ObsBroadcast current = broadcast;
        broadcast = null;
        return Optional.ofNullable(current);
    }

    private void settings(String text) {
        number(FPS, text).ifPresent(value -> frameRate = value);
        number(SIZE, text).ifPresent(value -> height = value);
        if (text.startsWith("[")) {
            videoEncoder = ENCODER.matcher(text).matches() && !text.contains("Audio") && !text.contains("aac");
        }
        if (videoEncoder) {
            number(BITRATE, text).ifPresent(value -> {
                kbps = value;
                videoEncoder = false;
            });
        }
    }

    private static OptionalDouble number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            return OptionalDouble.empty();
        }
        double value = Double.parseDouble(matcher.group(1));
        return OptionalDouble.of(matcher.groupCount() == 2 ? value / Double.parseDouble(matcher.group(2)) : value);
    }

    private void happened(Instant at, String text) {
        if (text.startsWith(START)) {
            broadcast = new ObsBroadcast(at, frameRate, height, kbps);
        }
        ObsBroadcast current = broadcast;
        if (current == null) {
            return;
        }
        Matcher output = OUTPUT.matcher(text);
        Matcher skipped = SKIPPED.matcher(text);
        if (text.startsWith(STOP)) {
            current.stop(at);
        } else if (skipped.matches()) {
            current.skipped(Double.parseDouble(skipped.group(1)), Double.parseDouble(skipped.group(2)));
        } else if (output.matches()) {
            if (!NO_BROADCAST.matcher(output.group(1)).matches()) {
                output(at, output.group(2), current);
            }
        } else if (text.contains("mpegts muxer")) {
            current.countsNoDrops();
        } else if (text.startsWith("[") && text.contains("] Connection to ") && text.endsWith(" successful")) {
            current.connected(at);
        } else if (text.startsWith("[") && text.contains("] Disconnected from ")) {
            current.disconnected(at);
        } else if (text.startsWith("Error encoding with encoder") || text.endsWith("Encoder error, disconnecting")) {
            current.encoderFailed(at);
        }
    }

    private static void output(Instant at, String text, ObsBroadcast current) {
        Matcher frames = FRAMES.matcher(text);
        Matcher lost = LOST.matcher(text);
        if (frames.matches()) {
            double attempted = Double.parseDouble(frames.group(3) == null ? frames.group(2) : frames.group(3));
            current.frames(frames.group(1).startsWith("frames"), attempted);
        } else if (lost.matches()) {
            current.lost(lost.group(1).equals("dropped"), Double.parseDouble(lost.group(2)));
        } else if (text.startsWith("Reconnecting in")) {
            current.reconnecting(at);
        }
    }
}
