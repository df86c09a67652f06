package dev.livedoctor.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.history.ConflictingWindowException;
import dev.livedoctor.history.HistoryUnavailableException;
import dev.livedoctor.history.WindowRefusedException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Answers a stream line by line. It holds few lines at a time: a client that reads slowly slows the reading of its own stream down.
 */
@ApplicationScoped
class NdjsonResponder {
    static final String NDJSON = "application/x-ndjson";
    private static final Logger LOG = Logger.getLogger(NdjsonResponder.class);

    private final ObjectMapper mapper;
    private final int lineLimit;
    private final Semaphore places;

    NdjsonResponder(ObjectMapper mapper, ApiConfig config) {
        this.mapper = mapper;
        this.lineLimit = Math.toIntExact(config.bodyLimit().asLongValue());
        this.places = new Semaphore(config.batches());
    }

    /** A line that is being worked on. */
    private record Begun(int line, Supplier<byte[]> answer) {}

    /**
     * A line of answer for every line of {@code body}, in the same order; problem details with its number for a bad one.
     *
     * @param ahead how many lines may be begun before the first of them is answered
     * @param each begins the work on a line; what it returns ends it
     * @throws OverloadedException where as many streams as may be are under way
     */
    Response to(
            InputStream body,
            @Nullable String languages,
            int ahead,
            Function<Language, Function<byte[], Supplier<byte[]>>> each) {
        if (!places.tryAcquire()) {
            throw new OverloadedException("As many batches as this instance takes on are under way.");
        }
        Language language = Languages.of(languages);
        StreamingOutput answer = out -> {
            try {
                answer(new LineReader(body, lineLimit), out, ahead, each.apply(language));
            } finally {
                places.release();
            }
        };
        return Response.ok(answer)
                .header(HttpHeaders.CONTENT_LANGUAGE, Languages.tag(language))
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .build();
    }

    private void answer(LineReader lines, OutputStream out, int ahead, Function<byte[], Supplier<byte[]>> each)
            throws IOException {
        Queue<Begun> begun = new ArrayDeque<>(ahead);
        try {
            while (lines.next()) {
                begun.add(new Begun(lines.number(), begin(lines, each)));
                boolean waits = !lines.ready();
                if (waits || begun.size() == ahead) {
                    finish(begun, out);
                }
                if (waits) {
                    // The client may be waiting for these answers before it sends more.
                    out.flush();
                }
            }
            finish(begun, out);
        } catch (IncompleteBodyException e) {
            finish(begun, out);
            write(out, problem(Problems.of(e), lines.number() + 1));
        }
    }

    private Supplier<byte[]> begin(LineReader lines, Function<byte[], Supplier<byte[]>> each) {
        try {
            return each.apply(lines.line());
        } catch (RuntimeException e) {
            return () -> {
                throw e;
            };
        }
    }

    private void finish(Queue<Begun> begun, OutputStream out) throws IOException {
        for (Begun one = begun.poll(); one != null; one = begun.poll()) {
            write(out, answer(one));
        }
    }

    private byte[] answer(Begun one) throws IOException {
        try {
            return one.answer.get();
        } catch (MalformedJsonException e) {
            return problem(
                    Problems.of(
                            new MalformedJsonException(Objects.requireNonNull(e.getMessage()), one.line, e.column())),
                    one.line);
        } catch (RuntimeException e) {
            return problem(told(e, one.line), one.line);
        }
    }

    private static HttpProblem told(RuntimeException e, int line) {
        if (e instanceof InvalidSnapshotException invalid) {
            return Problems.of(invalid);
        } else if (e instanceof ContentTooLargeException large) {
            return Problems.of(large);
        } else if (e instanceof WindowRefusedException window) {
            return Problems.of(window);
        } else if (e instanceof ConflictingWindowException other) {
            return Problems.of(other);
        } else if (e instanceof HistoryUnavailableException unavailable) {
            return Problems.of(unavailable);
        }
        LOG.errorf(e, "Line %d of a batch failed", line);
        return HttpProblem.valueOf(Response.Status.INTERNAL_SERVER_ERROR);
    }

    private static void write(OutputStream out, byte[] line) throws IOException {
        out.write(line);
        out.write('\n');
    }

    private byte[] problem(HttpProblem problem, int line) throws IOException {
        return mapper.writeValueAsBytes(
                HttpProblem.builder(problem).with("line", line).build());
    }
}
