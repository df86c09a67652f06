package dev.livedoctor.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A message of Amazon SNS that is no event itself.
 *
 * @param type what it is
 * @param topic the topic that sends it
 * @param text what it wraps
 * @param subscribeUrl where a subscription is confirmed; empty where nothing is to be confirmed
 */
record SnsMessage(String type, String topic, String text, String subscribeUrl) {
    private static final Pattern HOST = Pattern.compile("sns\\.[a-z0-9-]{1,32}\\.amazonaws\\.com(?:\\.cn)?");

    /** The message in {@code tree}; empty where it is none. */
    static Optional<SnsMessage> of(JsonNode tree) {
        return tree.has("TopicArn") && tree.has("Type")
                ? Optional.of(new SnsMessage(
                        tree.path("Type").asText(),
                        tree.path("TopicArn").asText(),
                        tree.path("Message").asText(),
                        tree.path("SubscribeURL").asText()))
                : Optional.empty();
    }

    boolean asksForConfirmation() {
        return type.equals("SubscriptionConfirmation");
    }

    boolean isNotification() {
        return type.equals("Notification");
    }

    /** Whether its address is one of Amazon SNS: a sender must not make us call another. */
    boolean isOfAmazon() {
        try {
            URI uri = URI.create(subscribeUrl);
            return "https".equals(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getPort() == -1
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null
                    && HOST.matcher(uri.getHost()).matches();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
