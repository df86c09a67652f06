package dev.livedoctor.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The OpenAPI document, which is written by hand. The examples are put into it from their files, which tests send and compare. Quarkus'
 * extension makes a model of it at every start, which costs more than reading all the rules.
 *
 * @param json as JSON, in UTF-8
 * @param yaml as YAML, in UTF-8
 */
record OpenApiDocument(byte[] json, byte[] yaml) {
    private static final List<String> EXAMPLES =
            List.of("snapshot", "report", "slack", "feishu", "dingtalk", "wecom", "teams", "discord", "telegram");

    static OpenApiDocument read() {
        ObjectMapper mapper = new ObjectMapper();
        Map<String, Map<String, Object>> document =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(text("META-INF/openapi.yaml"));
        try {
            Map<String, Object> examples = new TreeMap<>();
            for (String example : EXAMPLES) {
                String file = text("examples/" + example + ".json");
                examples.put(example, Map.of("value", mapper.readValue(file, Map.class)));
            }
            Objects.requireNonNull(document.get("components")).put("examples", examples);
            DumperOptions options = new DumperOptions();
            options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
            return new OpenApiDocument(
                    mapper.writeValueAsBytes(document),
                    new Yaml(options).dump(document).getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("an example is not JSON", e);
        }
    }

    private static String text(String resource) {
        try (InputStream in = OpenApiDocument.class.getClassLoader().getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
