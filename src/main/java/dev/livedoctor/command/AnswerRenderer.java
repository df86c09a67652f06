package dev.livedoctor.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.livedoctor.chat.Cards;
import dev.livedoctor.chat.FollowUpMessages;
import dev.livedoctor.chat.Platform;
import dev.livedoctor.diagnosis.Language;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers in the form that a platform shows. */
final class AnswerRenderer {
    private AnswerRenderer() {}

    /** Loaded with the first answer. */
    private static final class Lazy {
        private static final Cards CARDS = new Cards();
        private static final FollowUpMessages MESSAGES = new FollowUpMessages();
    }

    /** {@code answer} as an incoming webhook of {@code platform} would take it. */
    static ObjectNode of(Platform platform, Answer answer) {
        Language language = answer.language();
        if (answer instanceof Answer.Verdict verdict) {
            byte[] card = Lazy.CARDS.render(
                    platform, verdict.report().id(), verdict.report().report(), language);
            return (ObjectNode) SignedCall.json(card);
        }
        if (answer instanceof Answer.Grounds grounds) {
            return Lazy.MESSAGES.why(platform, grounds.report().report(), language);
        }
        if (answer instanceof Answer.Steps steps) {
            return Lazy.MESSAGES.next(platform, steps.report().report(), language);
        }
        return Lazy.MESSAGES.words(platform, ((Answer.Words) answer).lines());
    }

    /** What is asked after a verdict as often as not, label to command. */
    static Map<String, String> followUps(Answer answer) {
        if (!(answer instanceof Answer.Verdict verdict)) {
            return Map.of();
        }
        String room = " " + verdict.report().report().room();
        return answer.language() == Language.ZH
                ? ordered("为什么？", "为什么" + room, "下一步", "下一步" + room)
                : ordered("Why?", "why" + room, "What next?", "what next" + room);
    }

    private static Map<String, String> ordered(String first, String one, String second, String other) {
        Map<String, String> commands = new LinkedHashMap<>();
        commands.put(first, one);
        commands.put(second, other);
        return commands;
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static byte[] bytes(JsonNode json) {
        return Signature.utf8(json.toString());
    }
}
