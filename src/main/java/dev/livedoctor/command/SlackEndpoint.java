package dev.livedoctor.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.livedoctor.chat.Platform;
import dev.livedoctor.command.CommandRequest.Addressing;
import dev.livedoctor.command.RefusedCallException.Reason;
import dev.livedoctor.diagnosis.Language;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Slash commands and buttons of Slack. Every call is signed (version v0) with the app's signing secret. What is meant for the channel goes
 * to the response_url, so that who asks sees at once that he was heard.
 */
final class SlackEndpoint implements PlatformEndpoint {
    private static final String VERSION = "v0";
    private static final String EPHEMERAL = "ephemeral";
    private static final int LONGEST_VALUE = 2_000;

    private final String secret;
    private final CallerPermissions permissions;
    private final Language language;
    private final ReplayGuard replayGuard;
    private final ResponseUrls responseUrls;
    private final ResponseSender sender;

    SlackEndpoint(
            String secret,
            CallerPermissions permissions,
            Language language,
            ReplayGuard replayGuard,
            ResponseUrls responseUrls,
            ResponseSender sender) {
        this.secret = secret;
        this.permissions = permissions;
        this.language = language;
        this.replayGuard = replayGuard;
        this.responseUrls = responseUrls;
        this.sender = sender;
    }

    @Override
    public Platform platform() {
        return Platform.SLACK;
    }

    @Override
    public CallerPermissions permissions() {
        return permissions;
    }

    @Override
    public Incoming open(SignedCall received) {
        if (received.optional("X-Slack-Signature").isEmpty()
                && form(received.body()).getOrDefault("ssl_check", "").equals("1")) {
            // Slack looks whether our certificate is good, and does not sign that. Nothing is done.
            return Incoming.Handshake.EMPTY;
        }
        String given = received.header("X-Slack-Signature");
        String timestamp = received.header("X-Slack-Request-Timestamp");
        byte[] hmac = Signature.hmac(secret, Signature.utf8(VERSION + ":" + timestamp + ":"), received.body());
        Signature.check(VERSION + "=" + HexFormat.of().formatHex(hmac), given);
        replayGuard.checkSeconds(timestamp);
        replayGuard.admit(given);
        Map<String, String> form = form(received.body());
        return form.containsKey("payload")
                ? interaction(SignedCall.json(Signature.utf8(form.get("payload"))))
                : command(form);
    }

    private Incoming command(Map<String, String> form) {
        String command = form.getOrDefault("command", "");
        if (command.isEmpty()) {
            return Incoming.Handshake.EMPTY;
        }
        String text = plain(form.getOrDefault("text", ""));
        return new CommandRequest(
                CommandRequest.id(form.getOrDefault("user_id", "")),
                CommandRequest.id(form.getOrDefault("channel_id", "")),
                Command.of(Command.known(command) ? command + " " + text : text, language),
                Addressing.TO_US,
                responseUrls.admit(form.getOrDefault("response_url", "")));
    }

    private Incoming interaction(JsonNode payload) {
        if (!payload.path("type").asText().equals("block_actions")) {
            return Incoming.Handshake.EMPTY;
        }
        return new CommandRequest(
                CommandRequest.id(payload.path("user").path("id")),
                CommandRequest.id(payload.path("channel").path("id")),
                Command.of(payload.path("actions").path(0).path("value").asText(), language),
                Addressing.BUTTON,
                responseUrls.admit(payload.path("response_url").asText()));
    }

    private static Map<String, String> form(byte[] body) {
        Map<String, String> form = new HashMap<>();
        try {
            for (String pair : new String(body, StandardCharsets.UTF_8).split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    form.put(
                            URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
                }
            }
        } catch (IllegalArgumentException e) {
            throw new RefusedCallException(Reason.MALFORMED, "A form expected.");
        }
        return form;
    }

    /** Slack sends three characters as entities. */
    private static String plain(String text) {
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    @Override
    public CallReply reply(CommandRequest call, Answer answer) {
        boolean words = answer instanceof Answer.Words;
        ObjectNode message =
                AnswerRenderer.of(Platform.SLACK, answer).put("response_type", words ? EPHEMERAL : "in_channel");
        buttons(message, answer);
        if (call.manner() == Addressing.BUTTON) {
            // What is under the button stays.
            message.put("replace_original", false);
            return new CallReply(new byte[0], () -> send(call, message));
        }
        if (words || call.returnTo().isEmpty()) {
            return CallReply.now(AnswerRenderer.bytes(message));
        }
        ObjectNode heard = AnswerRenderer.object()
                .put("response_type", EPHEMERAL)
                .put("text", message.path("text").asText());
        return new CallReply(AnswerRenderer.bytes(heard), () -> send(call, message));
    }

    private void send(CommandRequest call, ObjectNode message) {
        call.returnTo().ifPresent(address -> sender.post(Platform.SLACK, address, Map.of(), message));
    }

    /** What is asked next as often as not; only as often as the value of a button can hold the room. */
    private static void buttons(ObjectNode message, Answer answer) {
        ArrayNode elements = AnswerRenderer.object().putArray("elements");
        AnswerRenderer.followUps(answer).forEach((label, command) -> {
            if (command.length() <= LONGEST_VALUE) {
                ObjectNode button = elements.addObject()
                        .put("type", "button")
                        .put("action_id", "ask-" + elements.size())
                        .put("value", command);
                button.putObject("text").put("type", "plain_text").put("text", label);
            }
        });
        if (!elements.isEmpty()) {
            message.withArray("blocks").addObject().put("type", "actions").set("elements", elements);
        }
    }
}
