package dev.livedoctor.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Cuts a stream into lines, passing over blank ones and holding no more of an overlong one than the limit. */
final class LineReader {
    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream in;
    private final int limit;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int at;
    private int end;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean overlong;
    private int number;

    LineReader(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    /**
     * Goes on to the next line that is not blank; false where there is none.
     *
     * @throws IncompleteBodyException where the stream breaks off
     */
    boolean next() {
        do {
            if (!readLine()) {
                return false;
            }
        } while (!overlong && isBlank());
        return true;
    }

    /**
     * The line without its end.
     *
     * @throws ContentTooLargeException where it is over the limit
     */
    byte[] line() {
        if (overlong) {
            throw new ContentTooLargeException("A line", limit);
        }
        return line.toByteArray();
    }

    /** The number of the line, from 1, blank lines included. */
    int number() {
        return number;
    }

    /** Whether more is at hand; where nothing is, the client may be waiting for answers before it sends more. */
    boolean ready() throws IOException {
        for (int i = at; i < end; i++) {
            if (buffer[i] == '\n') {
                return true;
            }
        }
        return in.available() > 0;
    }

    private boolean readLine() {
        line.reset();
        overlong = false;
        boolean any = false;
        while (at < end || fill()) {
            any = true;
            int stop = at;
            while (stop < end && buffer[stop] != '\n') {
                stop++;
            }
            keep(stop - at);
            if (stop < end) {
                at = stop + 1;
                break;
            }
            at = end;
        }
        if (any) {
            number++;
        }
        return any;
    }

    private boolean fill() {
        at = 0;
        try {
            end = Math.max(0, in.read(buffer, 0, buffer.length));
        } catch (IOException e) {
            end = 0;
            throw new IncompleteBodyException(e);
        }
        return end > 0;
    }

    private void keep(int count) {
        if (overlong || line.size() + count > limit) {
            overlong = true;
            line.reset();
        } else {
            line.write(buffer, at, count);
        }
    }

    private boolean isBlank() {
        for (byte character : line.toByteArray()) {
            if (character != ' ' && character != '\t' && character != '\r') {
                return false;
            }
        }
        return true;
    }
}
