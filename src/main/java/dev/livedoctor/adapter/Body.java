package dev.livedoctor.adapter;

import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** The body of a request, decoded, within bounds. */
final class Body {
    /** Before and after it is decoded. */
    static final int MOST_BYTES = 16 << 20;

    private static final int MOST_SKIPPED = 64 << 20;
    /** Bodies that are held at once; they are far larger than snapshots. */
    private static final int MOST_AT_ONCE = 16;

    private static final Semaphore PLACES = new Semaphore(MOST_AT_ONCE);

    private Body() {}

    /** A place for one body, until it is dealt with. */
    static final class Place implements AutoCloseable {

        /** @throws RefusedException where all are taken */
        Place() {
            if (!PLACES.tryAcquire()) {
                throw new RefusedException(
                        Response.Status.SERVICE_UNAVAILABLE,
                        "As many bodies as are held at once are being dealt with.");
            }
        }

        @Override
        public void close() {
            PLACES.release();
        }
    }

    /** A body that is not read; the message says why. */
    static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Response.StatusType status;

        RefusedException(Response.StatusType status, String why) {
            super(why, null, false, false);
            this.status = status;
        }

        Response.StatusType status() {
            return status;
        }
    }

    /**
     * Reads {@code body}.
     *
     * @param encoding gzip, identity or none
     * @throws RefusedException where it is too large, broken, or encoded in another way
     */
    static byte[] read(InputStream body, @Nullable String encoding) {
        String how = encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT);
        try {
            switch (how) {
                case "", "identity" -> {
                    return bounded(body, body);
                }
                case "gzip" -> {
                    return bounded(new GZIPInputStream(body), body);
                }
                default ->
                    throw new RefusedException(
                            Response.Status.UNSUPPORTED_MEDIA_TYPE,
                            "Nobody here decodes " + how + ". Maybe gzip, or as it is?");
            }
        } catch (ZipException e) {
            throw new RefusedException(Response.Status.BAD_REQUEST, "The body is no gzip: " + e.getMessage() + ".");
        } catch (IOException e) {
            throw new RefusedException(Response.Status.BAD_REQUEST, "The body did not arrive whole.");
        }
    }

    private static byte[] bounded(InputStream decoded, InputStream body) throws IOException {
        byte[] bytes = decoded.readNBytes(MOST_BYTES + 1);
        if (bytes.length <= MOST_BYTES) {
            return bytes;
        }
        // A client that has to send all of its body first reads our answer.
        for (int skipped = 0; skipped < MOST_SKIPPED && body.readNBytes(1 << 16).length > 0; skipped += 1 << 16) {}
        throw new RefusedException(
                Response.Status.REQUEST_ENTITY_TOO_LARGE,
                "A body may have " + MOST_BYTES + " bytes, decoded. Maybe several smaller ones?");
    }

    /** Tells {@code bytes} from all others. */
    static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
