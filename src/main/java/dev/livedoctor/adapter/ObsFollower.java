package dev.livedoctor.adapter;

import dev.livedoctor.snapshot.MetricSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Follows the log that OBS writes: a file, or in a folder always the newest one, since OBS begins one with each start. After a restart it
 * is read from its beginning, and what was recorded is recorded once.
 */
final class ObsFollower implements PolledSource {
    private static final int PIECE = 1 << 20;
    private static final int LONGEST_LINE = 1 << 14;
    /** OBS writes what happened within moments; clocks of the same machine agree. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Path place;
    private final String room;
    private final ZoneId zone;
    private final Mapping<ObsMapping> mapping;
    private final Recorder recorder;
    private final SourceStats stats;
    private final Clock clock;

    private final List<MetricSnapshot> pending = new ArrayList<>();
    private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
    private @Nullable Path file;
    private @Nullable ObsReader reader;
    private long offset;

    ObsFollower(
            Path place,
            String room,
            ZoneId zone,
            Mapping<ObsMapping> mapping,
            Recorder recorder,
            SourceStats stats,
            Clock clock) {
        this.place = place;
        this.room = room;
        this.zone = zone;
        this.mapping = mapping;
        this.recorder = recorder;
        this.stats = stats;
        this.clock = clock;
    }

    @Override
    public boolean poll() {
        boolean more = false;
        if (pending.isEmpty()) {
            try {
                more = follow();
            } catch (IOException e) {
                throw new SourceUnavailableException("The log " + place + " cannot be read: " + e.getMessage() + ".");
            }
        }
        if (!pending.isEmpty()) {
            stats.record(List.copyOf(pending), recorder);
            pending.clear();
        }
        stats.recover();
        return more;
    }

    private boolean follow() throws IOException {
        Path newest = newest().orElseThrow(() -> new IOException("there is none"));
        if (!newest.equals(file) || reader == null || Files.size(newest) < offset) {
            if (reader != null && file != null) {
                if (!newest.equals(file) && Files.exists(file)) {
                    // What OBS wrote last before it began anew.
                    byte[] last = read(file);
                    lines(last, reader);
                    if (last.length == PIECE) {
                        return true;
                    }
                }
                pending.addAll(reader.end());
            }
            file = newest;
            offset = 0;
            rest.reset();
            reader = new ObsReader(
                    new ObsLog(ObsLog.date(newest.getFileName().toString()).orElse(null), zone),
                    new ObsSnapshots(room, mapping.current(), stats::trouble));
        }
        byte[] piece = read(newest);
        lines(piece, reader);
        if (piece.length < PIECE) {
            pending.addAll(reader.until(clock.instant().minus(GRACE)));
        }
        return piece.length == PIECE;
    }

    private Optional<Path> newest() throws IOException {
        if (!Files.isDirectory(place)) {
            return Files.exists(place) ? Optional.of(place) : Optional.empty();
        }
        try (Stream<Path> files = Files.list(place)) {
            // Their names begin with the date.
            return files.filter(one -> one.toString().endsWith(".txt")).max(Comparator.naturalOrder());
        }
    }

    private byte[] read(Path from) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(from)) {
            ByteBuffer piece = ByteBuffer.allocate(PIECE);
            channel.position(offset);
            while (piece.hasRemaining() && channel.read(piece) >= 0) {}
            offset += piece.position();
            byte[] bytes = new byte[piece.position()];
            piece.flip().get(bytes);
            return bytes;
        }
    }

    private void lines(byte[] piece, ObsReader to) {
        for (byte one : piece) {
            if (one == '\n') {
                pending.addAll(to.read(rest.toString(StandardCharsets.UTF_8).stripTrailing()));
                rest.reset();
            } else if (rest.size() < LONGEST_LINE) {
                rest.write(one);
            }
        }
    }
}
