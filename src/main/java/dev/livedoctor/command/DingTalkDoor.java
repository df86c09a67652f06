package dev.livedoctor.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.livedoctor.chat.Platform;
import dev.livedoctor.command.Call.Manner;
import dev.livedoctor.diagnosis.Language;
import java.util.Base64;
import java.util.Optional;

/**
 * The outgoing robot of DingTalk, which signs the time only: whoever has read one call could make others up as long as its time is good.
 * So each signature is good once.
 */
final class DingTalkDoor implements Door {
    private final String secret;
    private final Guests guests;
    private final Language language;
    private final ReplayGuard replayGuard;

    DingTalkDoor(String secret, Guests guests, Language language, ReplayGuard replayGuard) {
        this.secret = secret;
        this.guests = guests;
        this.language = language;
        this.replayGuard = replayGuard;
    }

    @Override
    public Platform platform() {
        return Platform.DINGTALK;
    }

    @Override
    public Guests guests() {
        return guests;
    }

    @Override
    public Incoming open(Received received) {
        String timestamp = received.header("timestamp");
        String given = received.header("sign");
        byte[] hmac = Signature.hmac(secret, Signature.utf8(timestamp + "\n" + secret));
        Signature.check(Base64.getEncoder().encodeToString(hmac), given);
        replayGuard.checkMillis(timestamp);
        replayGuard.admit(given);
        JsonNode message = received.json();
        String staff = Call.id(message.path("senderStaffId"));
        return new Call(
                staff.isEmpty() ? Call.id(message.path("senderId")) : staff,
                Call.id(message.path("conversationId")),
                Command.of(message.path("text").path("content").asText(), language),
                Manner.TO_US,
                Optional.empty());
    }

    @Override
    public CallReply reply(Call call, Answer answer) {
        return CallReply.now(AnswerRenderer.bytes(AnswerRenderer.of(Platform.DINGTALK, answer)));
    }
}
