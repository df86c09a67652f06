package dev.livedoctor.mcp;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;

/** A session of the protocol's official client. */
final class Session implements AutoCloseable {
    private final McpSyncClient client;

    /** @param key an API key; empty for none */
    Session(URI server, String key) {
        HttpRequest.Builder request = HttpRequest.newBuilder();
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        client = McpClient.sync(HttpClientStreamableHttpTransport.builder(
                                server.resolve("/").toString())
                        .endpoint("/mcp")
                        .requestBuilder(request)
                        .build())
                .build();
        client.initialize();
    }

    McpSyncClient client() {
        return client;
    }

    CallToolResult call(String tool, Map<String, Object> arguments) {
        return client.callTool(new CallToolRequest(tool, arguments));
    }

    /** What was wrong, in words. */
    static String words(CallToolResult result) {
        return ((TextContent) result.content().get(0)).text();
    }

    @Override
    public void close() {
        client.closeGracefully();
    }
}
