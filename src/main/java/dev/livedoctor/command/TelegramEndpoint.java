package dev.livedoctor.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.livedoctor.chat.Platform;
import dev.livedoctor.command.CommandRequest.Addressing;
import dev.livedoctor.diagnosis.Language;
import java.util.Optional;

/**
 * The webhook of a Telegram bot. Telegram shows the secret that it was given, and signs nothing; an update that is refused comes again and
 * again, and holds up the others, so one that is late or was here already is taken, and comes to nothing.
 */
final class TelegramEndpoint implements PlatformEndpoint {
    private final String secret;
    private final CallerPermissions permissions;
    private final Optional<Language> language;
    private final ReplayGuard replayGuard;

    TelegramEndpoint(
            String secret, CallerPermissions permissions, Optional<Language> language, ReplayGuard replayGuard) {
        this.secret = secret;
        this.permissions = permissions;
        this.language = language;
        this.replayGuard = replayGuard;
    }

    @Override
    public Platform platform() {
        return Platform.TELEGRAM;
    }

    @Override
    public CallerPermissions permissions() {
        return permissions;
    }

    @Override
    public Incoming open(SignedCall received) {
        Signature.check(secret, received.header("X-Telegram-Bot-Api-Secret-Token"));
        JsonNode update = received.json();
        JsonNode message = update.path(update.has("channel_post") ? "channel_post" : "message");
        String text = message.path("text").asText();
        if (text.isEmpty()) {
            return Incoming.Handshake.NOTHING;
        }
        try {
            replayGuard.checkSeconds(message.path("date").asText());
            replayGuard.admit(update.path("update_id").asText());
        } catch (RefusedCallException e) {
            throw e.quietly();
        }
        JsonNode chat = message.path("chat");
        boolean direct = text.startsWith("/") || chat.path("type").asText().equals("private");
        return new CommandRequest(
                CommandRequest.id(message.path("from").path("id")),
                CommandRequest.id(chat.path("id")),
                Command.of(
                        text,
                        Locales.language(
                                message.path("from").path("language_code").asText(), language)),
                direct ? Addressing.TO_US : Addressing.AMONG_OTHERS,
                Optional.of(String.valueOf(message.path("message_id").asLong())));
    }

    @Override
    public CallReply reply(CommandRequest call, Answer answer) {
        ObjectNode message = AnswerRenderer.of(Platform.TELEGRAM, answer);
        message.put("method", "sendMessage").put("chat_id", call.channel());
        message.putObject("reply_parameters")
                .put("message_id", Long.parseLong(call.returnTo().orElse("0")))
                .put("allow_sending_without_reply", true);
        return CallReply.now(AnswerRenderer.bytes(message));
    }
}
