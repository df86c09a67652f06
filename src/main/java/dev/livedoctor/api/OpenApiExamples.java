package dev.livedoctor.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.examples.Example;

/** Puts the examples into the OpenAPI document from their files, which tests send and compare. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class OpenApiExamples implements OASFilter {
    private static final Map<String, String> FILES =
            Map.of("snapshot", "examples/snapshot.json", "report", "examples/report.json");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        FILES.forEach((name, file) -> document.getComponents().addExample(name, example(file)));
    }

    private static Example example(String file) {
        try (InputStream in = OpenApiExamples.class.getClassLoader().getResourceAsStream(file)) {
            JsonNode value = new ObjectMapper().readTree(Objects.requireNonNull(in, file));
            return OASFactory.createExample().value(value);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
