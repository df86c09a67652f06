package dev.livedoctor.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.livedoctor.chat.Platform;
import dev.livedoctor.command.CommandRequest.Addressing;
import dev.livedoctor.diagnosis.Language;
import java.util.Base64;
import java.util.Optional;

/**
 * The outgoing robot of DingTalk, which signs the time only: whoever has read one call could make others up as long as its time is good.
 * So each signature is good once.
 */
final class DingTalkEndpoint implements PlatformEndpoint {
    private final String secret;
    private final CallerPermissions permissions;
    private final Language language;
    private final ReplayGuard replayGuard;

    DingTalkEndpoint(String secret, CallerPermissions permissions, Language language, ReplayGuard replayGuard) {
        this.secret = secret;
        this.permissions = permissions;
        this.language = language;
        this.replayGuard = replayGuard;
    }

    @Override
    public Platform platform() {
        return Platform.DINGTALK;
    }

    @Override
    public CallerPermissions permissions() {
        return permissions;
    }

    @Override
    public Incoming open(SignedCall received) {
        String timestamp = received.header("timestamp");
        String given = received.header("sign");
        byte[] hmac = Signature.hmac(secret, Signature.utf8(timestamp + "\n" + secret));
        Signature.check(Base64.getEncoder().encodeToString(hmac), given);
        replayGuard.checkMillis(timestamp);
        replayGuard.admit(given);
        JsonNode message = received.json();
        String staff = CommandRequest.id(message.path("senderStaffId"));
        return new CommandRequest(
                staff.isEmpty() ? CommandRequest.id(message.path("senderId")) : staff,
                CommandRequest.id(message.path("conversationId")),
                Command.of(message.path("text").path("content").asText(), language),
                Addressing.TO_US,
                Optional.empty());
    }

    @Override
    public CallReply reply(CommandRequest call, Answer answer) {
        return CallReply.now(AnswerRenderer.bytes(AnswerRenderer.of(Platform.DINGTALK, answer)));
    }
}
