package dev.livedoctor.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.livedoctor.chat.Platform;
import dev.livedoctor.command.CommandRequest.Addressing;
import dev.livedoctor.diagnosis.Language;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Events of Feishu and Lark, encrypted and signed with the app's encrypt key. The answer is no response but a call of the API, since a
 * response to an event is shown to nobody.
 */
final class FeishuEndpoint implements PlatformEndpoint {
    private static final String SIGNATURE = "X-Lark-Signature";
    private static final String ENCRYPTED = "encrypt";

    private final String encryptKey;
    private final Optional<String> token;
    private final FeishuCipher cipher;
    private final CallerPermissions permissions;
    private final Language language;
    private final ReplayGuard replayGuard;
    private final FeishuApi api;

    /** @param token the verification token, which is asked for where it is known */
    FeishuEndpoint(
            String encryptKey,
            Optional<String> token,
            CallerPermissions permissions,
            Language language,
            ReplayGuard replayGuard,
            FeishuApi api) {
        this.encryptKey = encryptKey;
        this.token = token;
        this.cipher = new FeishuCipher(encryptKey);
        this.permissions = permissions;
        this.language = language;
        this.replayGuard = replayGuard;
        this.api = api;
    }

    @Override
    public Platform platform() {
        return Platform.FEISHU;
    }

    @Override
    public CallerPermissions permissions() {
        return permissions;
    }

    @Override
    public Incoming open(SignedCall received) {
        if (received.optional(SIGNATURE).isEmpty()) {
            return challenge(received).orElseThrow(Signature::forged);
        }
        verify(received);
        JsonNode body = received.json();
        // Remembered only after the body parsed as JSON: Feishu's scheme allows length extension, but an extended body
        // is not valid JSON.
        admit(received.header(SIGNATURE));
        JsonNode event = plain(body);
        check(event);
        return isChallenge(event) ? answer(event) : event(event);
    }

    /** Feishu sends again what is refused; what was here already is done with. */
    private void admit(String name) {
        try {
            replayGuard.admit(name);
        } catch (RefusedCallException e) {
            throw e.reason() == RefusedCallException.Reason.REPLAYED ? e.quietly() : e;
        }
    }

    /** Feishu does not sign its first call, but encrypts it. All refusals are alike, so that nobody can try keys. */
    private Optional<Incoming> challenge(SignedCall received) {
        try {
            JsonNode body = received.json();
            JsonNode event = plain(body);
            check(event);
            return body.has(ENCRYPTED) && isChallenge(event) ? Optional.of(answer(event)) : Optional.empty();
        } catch (RefusedCallException e) {
            return Optional.empty();
        }
    }

    private JsonNode plain(JsonNode body) {
        return body.has(ENCRYPTED)
                ? SignedCall.json(cipher.decrypt(body.path(ENCRYPTED).asText()))
                : body;
    }

    private void check(JsonNode event) {
        String given =
                event.path("header").path("token").asText(event.path("token").asText());
        token.ifPresent(expected -> Signature.check(expected, given));
    }

    private static boolean isChallenge(JsonNode event) {
        return event.path("type").asText().equals("url_verification");
    }

    private static Incoming answer(JsonNode challenge) {
        return new Incoming.Handshake(AnswerRenderer.bytes(AnswerRenderer.object()
                .put("challenge", challenge.path("challenge").asText())));
    }

    private void verify(SignedCall received) {
        String timestamp = received.header("X-Lark-Request-Timestamp");
        String given = received.header(SIGNATURE);
        MessageDigest digest = DigestUtils.getSha256Digest();
        digest.update(Signature.utf8(timestamp + received.header("X-Lark-Request-Nonce") + encryptKey));
        Signature.check(HexFormat.of().formatHex(digest.digest(received.body())), given);
        replayGuard.checkSeconds(timestamp);
    }

    private Incoming event(JsonNode event) {
        JsonNode message = event.path("event").path("message");
        JsonNode sender = event.path("event").path("sender");
        boolean text = event.path("header").path("event_type").asText().equals("im.message.receive_v1")
                && message.path("message_type").asText().equals("text")
                && sender.path("sender_type").asText().equals("user");
        if (!text) {
            return Incoming.Handshake.NOTHING;
        }
        // An event that we were slow to take comes again, under the same signature or another.
        admit("event " + event.path("header").path("event_id").asText());
        boolean direct = message.path("chat_type").asText().equals("p2p")
                || !message.path("mentions").isEmpty();
        String words = SignedCall.json(Signature.utf8(message.path("content").asText()))
                .path("text")
                .asText();
        for (JsonNode mention : message.path("mentions")) {
            words = words.replace(mention.path("key").asText("\0"), "");
        }
        return new CommandRequest(
                CommandRequest.id(sender.path("sender_id").path("open_id")),
                CommandRequest.id(message.path("chat_id")),
                Command.of(words, language),
                direct ? Addressing.TO_US : Addressing.AMONG_OTHERS,
                Optional.of(CommandRequest.id(message.path("message_id"))));
    }

    @Override
    public CallReply reply(CommandRequest call, Answer answer) {
        // Made here and not on the sending thread, which must not block.
        var message = AnswerRenderer.of(Platform.FEISHU, answer);
        return new CallReply(
                Signature.utf8("{}"), () -> api.reply(call.returnTo().orElse(""), message));
    }
}
