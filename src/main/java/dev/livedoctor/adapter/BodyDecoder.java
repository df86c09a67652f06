package dev.livedoctor.adapter;

import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** The body of a request, decoded, within bounds. */
final class BodyDecoder {
    /** A client that has to send all of its body first reads our answer; beyond this it is cut off. */
    private static final long MOST_SKIPPED = 64L << 20;

    private static final long PATIENCE_MILLIS = 2_000;

    private BodyDecoder() {}

    /** Places for bodies that are dealt with at once, since what is made of one in memory is far larger than it. */
    static final class Bulkhead {
        private final Semaphore free;

        Bulkhead(int all) {
            free = new Semaphore(all, true);
        }

        /**
         * Deals with a body.
         *
         * @throws RefusedException where all places stay taken
         */
        <T, E extends Exception> T deal(Work<T, E> work) throws E {
            if (!acquired()) {
                throw new RefusedException(
                        Response.Status.SERVICE_UNAVAILABLE,
                        "As many bodies as are dealt with at once are being dealt with.");
            }
            try {
                return work.deal();
            } finally {
                free.release();
            }
        }

        private boolean acquired() {
            try {
                return free.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    /**
     * What is done with a body.
     *
     * @param <T> what comes of it
     * @param <E> what may go wrong
     */
    @FunctionalInterface
    interface Work<T, E extends Exception> {
        /** Does it. */
        T deal() throws E;
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
     * @param most bytes, before and after it is decoded
     * @throws RefusedException where it is too large, broken, or encoded in another way
     */
    static byte[] read(InputStream body, @Nullable String encoding, int most) {
        String how = encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT);
        try {
            switch (how) {
                case "", "identity" -> {
                    return bounded(body, body, most);
                }
                case "gzip" -> {
                    return bounded(new GZIPInputStream(body), body, most);
                }
                default ->
                    throw new RefusedException(
                            Response.Status.UNSUPPORTED_MEDIA_TYPE,
                            "Nobody here decodes " + how + ". Maybe gzip, or as it is?");
            }
        } catch (ZipException e) {
            throw new RefusedException(Response.Status.BAD_REQUEST, "The body is not gzip: " + e.getMessage() + ".");
        } catch (IOException e) {
            throw new RefusedException(Response.Status.BAD_REQUEST, "The body did not arrive whole.");
        }
    }

    private static byte[] bounded(InputStream decoded, InputStream body, int most) throws IOException {
        byte[] bytes = decoded.readNBytes(most + 1);
        if (bytes.length <= most) {
            return bytes;
        }
        body.skip(MOST_SKIPPED);
        throw new RefusedException(
                Response.Status.REQUEST_ENTITY_TOO_LARGE,
                "A body may have " + most + " bytes, decoded. Maybe several smaller ones?");
    }
}
