package dev.livedoctor.ruleset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.livedoctor.diagnosis.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DimensionsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A name that another client would give. */
    private static final Map<String, String> OTHERS = Map.of(
            "region", "Province",
            "isp", "networkOperator",
            "cdn", "cdn-vendor",
            "cdn_node", "edgeServer",
            "device", "deviceModel",
            "app_version", "Client Version",
            "rendition", "Quality",
            "traffic_source", "channel",
            "language", "locale");

    @ParameterizedTest
    @CsvSource({
        "isp, isp",
        "ISP, isp",
        "carrier, isp",
        "Mobile-Operator, isp",
        "cdnNode, cdn_node",
        "edge server, cdn_node",
        "warehouse, warehouse",
        "SKU, SKU"
    })
    void rulesHaveOneNameForWhatClientsCallDifferently(String client, String rules) {
        assertEquals(rules, Shipped.ruleset().pack().dimensions().of(client));
    }

    @Test
    void aDiagnosisDoesNotDependOnWhatTheClientCallsADimension() throws IOException {
        List<String> differences = new ArrayList<>();
        int asked = 0;
        for (String line : Files.readAllLines(Shipped.resource("examiner/d.ndjson"))) {
            JsonNode question = JSON.readTree(line);
            if (!question.path("kind").asText().equals("slices")) {
                continue;
            }
            asked++;
            String usual = verdicts(question.path("request"));
            JsonNode renamed = question.path("request").deepCopy();
            renamed.path("slices").forEach(DimensionsTest::rename);
            String other = verdicts(renamed);
            if (!usual.equals(other)) {
                differences.add(question.path("id").asText() + "\n  " + usual + "\n  " + other);
            }
        }
        assertEquals(50, asked);
        assertTrue(differences.isEmpty(), () -> String.join("\n", differences));
    }

    private static void rename(JsonNode slice) {
        ObjectNode renamed = JSON.createObjectNode();
        slice.path("dimensions")
                .fields()
                .forEachRemaining(
                        each -> renamed.set(OTHERS.getOrDefault(each.getKey(), each.getKey()), each.getValue()));
        ((ObjectNode) slice).set("dimensions", renamed);
    }

    private static String verdicts(JsonNode request) {
        Report report = Shipped.ruleset().diagnose(Snapshots.of(request));
        return report.diagnoses().stream()
                .map(one -> one.code() + " " + one.verdict() + " "
                        + one.scope().dimensions().values().stream().sorted().toList())
                .toList()
                .toString();
    }
}
