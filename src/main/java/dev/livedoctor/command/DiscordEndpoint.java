package dev.livedoctor.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.livedoctor.access.RefusedStartException;
import dev.livedoctor.chat.Platform;
import dev.livedoctor.command.CommandRequest.Addressing;
import dev.livedoctor.command.RefusedCallException.Reason;
import dev.livedoctor.diagnosis.Language;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** Interactions of Discord: slash commands and buttons, signed with Ed25519. */
final class DiscordEndpoint implements PlatformEndpoint {
    private static final String ALGORITHM = "Ed25519";
    /** What stands before the 32 bytes of an Ed25519 key in its X.509 form (RFC 8410). */
    private static final String X509 = "302a300506032b6570032100";

    private static final int PING = 1;
    private static final int COMMAND = 2;
    private static final int COMPONENT = 3;
    private static final int PONG = 1;
    private static final int MESSAGE = 4;
    private static final int EPHEMERAL = 1 << 6;
    private static final int ROW = 1;
    private static final int BUTTON = 2;
    private static final int SECONDARY = 2;
    private static final int LONGEST_ID = 100;
    /** The option that docs/commands.md registers beside the room. */
    private static final String LENGTH = "length";

    private final PublicKey key;
    private final CallerPermissions permissions;
    private final Optional<Language> language;
    private final ReplayGuard replayGuard;

    /** @param key in hexadecimal digits, as the developer portal shows it */
    DiscordEndpoint(String key, CallerPermissions permissions, Optional<Language> language, ReplayGuard replayGuard) {
        this.key = key(key);
        this.permissions = permissions;
        this.language = language;
        this.replayGuard = replayGuard;
    }

    private static PublicKey key(String hex) {
        try {
            return KeyFactory.getInstance(ALGORITHM)
                    .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(X509 + hex.strip())));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new RefusedStartException(
                    "livedoctor.commands.discord.public-key must be the 64 hexadecimal digits that the developer portal"
                            + " shows as the application's public key");
        }
    }

    @Override
    public Platform platform() {
        return Platform.DISCORD;
    }

    @Override
    public CallerPermissions permissions() {
        return permissions;
    }

    @Override
    public Incoming open(SignedCall received) {
        String given = received.header("X-Signature-Ed25519");
        String timestamp = received.header("X-Signature-Timestamp");
        verify(given, timestamp, received.body());
        replayGuard.checkSeconds(timestamp);
        replayGuard.admit(given.toLowerCase(Locale.ROOT));
        JsonNode interaction = received.json();
        JsonNode data = interaction.path("data");
        return switch (interaction.path("type").asInt()) {
            case PING ->
                new Incoming.Handshake(
                        AnswerRenderer.bytes(AnswerRenderer.object().put("type", PONG)));
            case COMMAND -> call(interaction, words(data));
            case COMPONENT -> call(interaction, data.path("custom_id").asText());
            default -> throw new RefusedCallException(Reason.MALFORMED, "No interaction that is known here.");
        };
    }

    private void verify(String signature, String timestamp, byte[] body) {
        try {
            java.security.Signature verifier = java.security.Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(Signature.utf8(timestamp));
            verifier.update(body);
            if (verifier.verify(HexFormat.of().parseHex(signature))) {
                return;
            }
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            // Not even a signature.
        }
        throw Signature.forged();
    }

    private CommandRequest call(JsonNode interaction, String words) {
        JsonNode member = interaction.path("member").path("user");
        // An interaction has one id, however often and under whichever signature it comes.
        replayGuard.admit("id " + interaction.path("id").asText());
        return new CommandRequest(
                CommandRequest.id((member.isMissingNode() ? interaction.path("user") : member).path("id")),
                CommandRequest.id(interaction.path("channel_id")),
                Command.of(words, Locales.language(interaction.path("locale").asText(), language)),
                Addressing.TO_US,
                Optional.empty());
    }

    /**
     * The name of the command, where it says something, and the values of its options, those of subcommands as well. Users give options in
     * any order: the length comes last.
     */
    private static String words(JsonNode data) {
        String name = data.path("name").asText();
        StringBuilder words = new StringBuilder(Command.known(name) ? name : "");
        String length = "";
        for (JsonNode option : data.path("options")) {
            String said = option.has("value") ? option.path("value").asText() : words(option);
            if (option.path("name").asText().equals(LENGTH)) {
                length = ' ' + said;
            } else {
                words.append(' ').append(said);
            }
        }
        return words + length;
    }

    @Override
    public CallReply reply(CommandRequest call, Answer answer) {
        ObjectNode data = AnswerRenderer.of(Platform.DISCORD, answer);
        if (answer instanceof Answer.Words) {
            data.put("flags", EPHEMERAL);
        }
        ArrayNode buttons = AnswerRenderer.object().putArray("components");
        AnswerRenderer.followUps(answer).forEach((label, command) -> {
            if (command.length() <= LONGEST_ID) {
                buttons.addObject()
                        .put("type", BUTTON)
                        .put("style", SECONDARY)
                        .put("label", label)
                        .put("custom_id", command);
            }
        });
        if (!buttons.isEmpty()) {
            data.putArray("components").addObject().put("type", ROW).set("components", buttons);
        }
        ObjectNode response = AnswerRenderer.object().put("type", MESSAGE);
        response.set("data", data);
        return CallReply.now(AnswerRenderer.bytes(response));
    }
}
