package dev.livedoctor.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.livedoctor.chat.SafeText;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.Text;
import dev.livedoctor.history.RollUpReader;
import dev.livedoctor.lookback.Insight;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A page of an answer of the past.
 *
 * @param zone whose local time counts; null for that of each room
 * @param findingsOnly whether to leave out what is none
 * @param offset items before the page
 * @param limit items on the page
 */
record InsightPage(RollUpReader.Query query, @Nullable ZoneId zone, boolean findingsOnly, int offset, int limit) {
    static final int LIMIT = 50;
    static final int MOST = 1_000;

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    private static final MathContext SIX_DIGITS = new MathContext(6);
    private static final Map<String, Text> TITLES = Map.of(
            "stall-hours", new Text("Hours that stall again and again", "反复卡顿的时段"),
            "categories", new Text("Categories that convert persistently badly", "转化持续偏低的品类"),
            "regions", new Text("Regions that lose too many viewers", "观众流失过多的地区"),
            "releases", new Text("What changed after a release", "发布后的变化"),
            "causes", new Text("Causes that repeat", "反复出现的原因"));
    private static final Text METHOD = new Text("Method", "方法");
    private static final Text UNSAID = new Text("What cannot be said", "无法判断的");
    private static final Text NO_FINDING = new Text("(not more than chance) ", "（未超出偶然）");

    /** The answer as UTF-8. */
    byte[] write(Insight insight, Format format, Language language) {
        return switch (format) {
            case TEXT -> text(insight, language, SafeText.PLAIN, "").getBytes(StandardCharsets.UTF_8);
            case MARKDOWN -> text(insight, language, SafeText.MARKDOWN, "## ").getBytes(StandardCharsets.UTF_8);
            default -> json(insight, language);
        };
    }

    private List<? extends Insight.Item> chosen(Insight insight) {
        return findingsOnly
                ? insight.items().stream().filter(Insight.Item::finding).toList()
                : insight.items();
    }

    private List<? extends Insight.Item> page(Insight insight) {
        return chosen(insight).stream().skip(offset).limit(limit).toList();
    }

    private byte[] json(Insight insight, Language language) {
        ObjectNode json = JSON.createObjectNode();
        json.put("question", insight.question())
                .put("from", query.from().toString())
                .put("to", query.to().toString());
        if (query.room() != null) {
            json.put("room", query.room());
        }
        if (query.market() != null) {
            json.put("market", query.market());
        }
        if (query.category() != null) {
            json.put("category", query.category());
        }
        if (zone != null) {
            json.put("timezone", zone.getId());
        }
        json.put("summary", insight.summary().in(language))
                .put("rooms", insight.rooms())
                .put("broadcasts", insight.broadcasts())
                .put("asked", insight.asked())
                .put("falseDiscoveryRate", Insight.FALSE_DISCOVERY_RATE)
                .put("method", insight.method().in(language))
                .put("findings", insight.findings())
                .put("total", chosen(insight).size())
                .put("offset", offset)
                .put("limit", limit);
        ArrayNode items = json.putArray("items");
        page(insight).forEach(item -> items.add(item(item, language)));
        ArrayNode unsaid = json.putArray("unsaid");
        insight.unsaid()
                .forEach(one -> unsaid.addObject()
                        .put("code", one.code())
                        .put("why", one.why().in(language)));
        return bytes(json);
    }

    private static ObjectNode item(Insight.Item item, Language language) {
        ObjectNode json = tree(item);
        json.put("finding", item.finding());
        json.put("sentence", item.sentence().in(language));
        return json;
    }

    /** The components of a record; numbers with six digits, and what is not known is absent. */
    static ObjectNode tree(Object item) {
        ObjectNode json = JSON.valueToTree(item);
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            JsonNode value = json.get(name);
            if (value.isNull() || value.isDouble() && !Double.isFinite(value.doubleValue())) {
                json.remove(name);
            } else if (value.isDouble()) {
                json.put(
                        name,
                        new BigDecimal(value.doubleValue()).round(SIX_DIGITS).doubleValue());
            }
        }
        return json;
    }

    static byte[] bytes(JsonNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String text(Insight insight, Language language, SafeText safeText, String heading) {
        List<String> lines = new ArrayList<>();
        lines.add(
                heading + Objects.requireNonNull(TITLES.get(insight.question())).in(language));
        lines.add("");
        lines.add(safeText.of(insight.summary().in(language)));
        lines.add("");
        for (Insight.Item item : page(insight)) {
            lines.add("- " + (item.finding() ? "" : NO_FINDING.in(language))
                    + safeText.of(item.sentence().in(language)));
        }
        int left = chosen(insight).size() - offset - page(insight).size();
        if (left > 0) {
            lines.add(language == Language.ZH ? "- 另有 " + left + " 项" : "- and " + left + " more");
        }
        if (!insight.unsaid().isEmpty()) {
            lines.add("");
            lines.add(UNSAID.in(language) + ":");
            insight.unsaid()
                    .forEach(one -> lines.add("- " + safeText.of(one.why().in(language))));
        }
        if (!insight.method().en().isEmpty()) {
            lines.add("");
            lines.add(METHOD.in(language) + ": " + safeText.of(insight.method().in(language)));
        }
        return String.join("\n", lines) + "\n";
    }
}
