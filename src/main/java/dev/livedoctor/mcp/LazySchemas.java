package dev.livedoctor.mcp;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.mcp.server.GlobalInputSchemaGenerator;
import io.quarkiverse.mcp.server.GlobalOutputSchemaGenerator;
import io.quarkiverse.mcp.server.ToolManager.ToolInfo;
import io.quarkiverse.mcp.server.runtime.DefaultSchemaGenerator;
import io.quarkiverse.mcp.server.runtime.McpMetadata;
import io.quarkiverse.mcp.server.runtime.SchemaGeneratorConfigCustomizer;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the schemas of tools as the extension does, but loads what that takes when the first client lists tools, not at every start. */
@Singleton
public class LazySchemas implements GlobalInputSchemaGenerator, GlobalOutputSchemaGenerator {
    private final Supplier<DefaultSchemaGenerator> make;
    private @Nullable DefaultSchemaGenerator made;

    LazySchemas(@All List<SchemaGeneratorConfigCustomizer> customizers, ObjectMapper json, McpMetadata metadata) {
        make = () -> new DefaultSchemaGenerator(customizers, json, metadata);
    }

    private synchronized DefaultSchemaGenerator generator() {
        DefaultSchemaGenerator generator = made == null ? make.get() : made;
        made = generator;
        return generator;
    }

    @Override
    public InputSchema generate(ToolInfo tool) {
        return generator().generate(tool);
    }

    @Override
    public Object generate(Class<?> from) {
        return generator().generate(from);
    }
}
