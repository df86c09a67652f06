package dev.livedoctor.command;

import static dev.livedoctor.command.Refusal.received;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.livedoctor.command.RefusedCallException.Reason;
import dev.livedoctor.diagnosis.Language;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DingTalkEndpointTest {
    private static final String SECRET = "this is secret";
    /** The time of the example in DingTalk's documentation; the signature was computed elsewhere. */
    private static final String SIGNED = "1577262236757";

    private static final String SIGNATURE = "hmPWwU+7lVdm3ZZz0r9tSfx0L4Q26jWOZr9+Gs6EZQM=";
    /** The message in DingTalk's documentation. */
    private static final String BODY = """
            {"conversationId": "xxx", "atUsers": [{"dingtalkId": "xxx", "staffId": "xxx"}],
             "chatbotCorpId": "dinge8a565xxxx", "chatbotUserId": "$:LWCP_v1:$Cxxxxx", "msgId": "msg0xxxxx",
             "senderNick": "杨xx", "isAdmin": true, "senderStaffId": "user123",
             "sessionWebhookExpiredTime": 1613635652738, "createAt": 1613630252678, "senderCorpId": "dinge8a565xxxx",
             "conversationType": "2", "senderId": "$:LWCP_v1:$Ff09GIxxxxx", "conversationTitle": "机器人测试-TEST",
             "isInAtList": true, "sessionWebhook": "https://oapi.dingtalk.com/robot/sendBySession?session=xxxxx",
             "text": {"content": " 诊断 id-beauty-07 "}, "msgtype": "text"}""";

    private static DingTalkEndpoint endpoint(long secondsLater) {
        return new DingTalkEndpoint(
                SECRET,
                FixedTime.ALL,
                Language.EN,
                new ReplayGuard(FixedTime.clock(1_577_262_236 + secondsLater), Duration.ofHours(1)));
    }

    private static Map<String, String> headers(String signature, String timestamp) {
        return Map.of("sign", signature, "timestamp", timestamp);
    }

    @Test
    void takesTheDocumentedMessage() {
        CommandRequest call = (CommandRequest) endpoint(3_599).open(received(headers(SIGNATURE, SIGNED), BODY));
        assertEquals("user123", call.user());
        assertEquals("xxx", call.channel());
        assertEquals(new Command(Verb.DIAGNOSE, "id-beauty-07", Duration.ZERO, Language.ZH), call.command());
    }

    @Test
    void takesTheRightSignatureOnly() {
        Refusal refusal = new Refusal(endpoint(0));
        refusal.expect(Reason.FORGED, headers(SIGNATURE, "1577262236758"), BODY);
        refusal.expect(Reason.FORGED, headers(SIGNATURE.replace('h', 'g'), SIGNED), BODY);
        refusal.expect(Reason.FORGED, headers("", SIGNED), BODY);
        refusal.expect(Reason.FORGED, Map.of("timestamp", SIGNED), BODY);
        refusal.expect(Reason.FORGED, Map.of("sign", SIGNATURE), BODY);
        refusal.expect(Reason.FORGED, headers(Signed.dingTalk(SECRET, "soon"), "soon"), BODY);
        new Refusal(endpoint(3_602)).expect(Reason.LATE, headers(SIGNATURE, SIGNED), BODY);
        new Refusal(endpoint(-3_602)).expect(Reason.LATE, headers(SIGNATURE, SIGNED), BODY);
    }

    @Test
    void takesASignatureOnceWhateverComesUnderIt() {
        DingTalkEndpoint endpoint = endpoint(0);
        endpoint.open(received(headers(SIGNATURE, SIGNED), BODY));
        new Refusal(endpoint).expect(Reason.REPLAYED, headers(SIGNATURE, SIGNED), BODY);
        new Refusal(endpoint).expect(Reason.REPLAYED, headers(SIGNATURE, SIGNED), BODY.replace("msg0", "msg1"));
    }
}
