package dev.livedoctor.bench.echo;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The request of {@code POST /diagnose} as one would usually write it down: data binding, constraints on fields. The numbers of the room
 * are checked against their ranges; those of baselines and slices must be there, which is less than the service checks.
 */
public record EchoRequest(
        @NotBlank @Size(max = 128) String room,
        @NotNull @Valid Window window,
        Map<String, Object> attributes,
        @NotNull @Valid Metrics metrics,
        Map<String, @NotNull Double> baseline,
        Map<String, @NotNull Double> previous,
        @Size(max = 5_000) List<@Valid Slice> slices,
        @Size(max = 5_000) List<@Valid Event> events) {

    /** The time that the metrics cover. */
    public record Window(@NotNull Instant start, @NotNull Instant end) {}

    /** The metrics of a part of the viewers. */
    public record Slice(
            @NotEmpty Map<String, String> dimensions,
            @NotEmpty Map<String, @NotNull Double> metrics,
            Map<String, @NotNull Double> baseline) {}

    /** Something that happened. */
    public record Event(@NotNull Instant at, @NotBlank @Size(max = 128) String type, String note) {}
}
