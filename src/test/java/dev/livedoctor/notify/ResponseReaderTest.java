package dev.livedoctor.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.outbound.HttpReply;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What platforms answer, as they really do, and what it means. */
class ResponseReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SLACK    | 200 | ok | TAKEN",
                "SLACK    | 200 | {\"ok\":false,\"error\":\"ratelimited\"} | BUSY",
                "SLACK    | 404 | no_service | REFUSED",
                "SLACK    | 500 | rollup_error | FAILED",
                "FEISHU   | 200 | {\"StatusCode\":0,\"StatusMessage\":\"success\",\"code\":0,\"data\":{},\"msg\":\"success\"} | TAKEN",
                "FEISHU   | 200 | {\"Extra\":null,\"StatusCode\":0,\"StatusMessage\":\"success\"} | TAKEN",
                "FEISHU   | 200 | {\"code\":19021,\"msg\":\"sign match fail or timestamp is not within one hour from current time\"} | REFUSED",
                "FEISHU   | 200 | {\"code\":11232,\"data\":{},\"msg\":\"frequency limited psm[lark.oapi.app_platform_runtime]appID[1500]\"} | BUSY",
                "FEISHU   | 200 | {\"code\":9499,\"msg\":\"frequency limited psm test\"} | BUSY",
                "FEISHU   | 400 | {\"code\":11232,\"msg\":\"create message service trigger rate limit\"} | BUSY",
                "FEISHU   | 200 | {\"code\":9499,\"msg\":\"Bad Request\",\"data\":{}} | REFUSED",
                "DINGTALK | 200 | {\"errcode\":0,\"errmsg\":\"ok\"} | TAKEN",
                "DINGTALK | 200 | {\"errcode\":130101,\"errmsg\":\"send too fast, exceed 20 times per minute\"} | BUSY",
                "DINGTALK | 200 | {\"errcode\":310000,\"errmsg\":\"sign not match\"} | REFUSED",
                "DINGTALK | 200 | {\"errcode\":-1,\"errmsg\":\"系统繁忙\"} | FAILED",
                "WECOM    | 200 | {\"errcode\":0,\"errmsg\":\"ok\"} | TAKEN",
                "WECOM    | 200 | {\"errcode\":45009,\"errmsg\":\"api freq out of limit\"} | BUSY",
                "WECOM    | 200 | {\"errcode\":93000,\"errmsg\":\"invalid webhook url\"} | REFUSED",
                "TEAMS    | 202 | '' | TAKEN",
                "TEAMS    | 200 | 1 | TAKEN",
                "TEAMS    | 200 | Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429 with ContextId x | BUSY",
                "TEAMS    | 200 | Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 413 with ContextId x | REFUSED",
                "DISCORD  | 204 | '' | TAKEN",
                "DISCORD  | 429 | {\"message\":\"You are being rate limited.\",\"retry_after\":0.65,\"global\":false} | BUSY",
                "DISCORD  | 404 | {\"message\":\"Unknown Webhook\",\"code\":10015} | REFUSED",
                "TELEGRAM | 200 | {\"ok\":true,\"result\":{\"message_id\":7}} | TAKEN",
                "TELEGRAM | 200 | {\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: chat not found\"} | REFUSED",
                "TELEGRAM | 200 | {\"ok\":false,\"error_code\":429,\"parameters\":{\"retry_after\":5}} | BUSY",
                "WEBHOOK  | 202 | '' | TAKEN",
                "WEBHOOK  | 200 | {\"code\":7} | TAKEN",
                "WEBHOOK  | 302 | '' | REFUSED",
                "WEBHOOK  | 408 | '' | FAILED",
                "WEBHOOK  | 503 | '' | FAILED",
                "WEBHOOK  | 429 | '' | BUSY",
            })
    void meanWhatTheyMean(TargetType kind, int status, String body, DeliveryOutcome.Result how) {
        assertEquals(
                how,
                ResponseReader.read(kind, new HttpReply(status, Map.of(), body), Given.NOW)
                        .how());
    }

    @Test
    void aPageForPeopleIsNoAnswerOfAPlatform() {
        HttpReply login =
                new HttpReply(200, Map.of("content-type", "text/html; charset=utf-8"), "<html>Log in to the Wi-Fi");
        assertEquals(
                DeliveryOutcome.Result.FAILED,
                ResponseReader.read(TargetType.SLACK, login, Given.NOW).how());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "retry-after             | 7                             | {}                                | PT7S",
                "retry-after             | 0.3                           | {}                                | PT0.3S",
                "retry-after             | Sat, 28 Nov 2026 10:00:30 GMT | {}                                | PT30S",
                "retry-after             | Sat, 28 Nov 2026 09:00:00 GMT | {}                                | PT0S",
                "retry-after             | soon                          | {}                                | ",
                "retry-after             | -5                            | {}                                | ",
                "retry-after             | NaN                           | {}                                | ",
                "retry-after             | 99999999999999999999          | {}                                | PT24H",
                "retry-after             | Fri, 31 Dec 9999 23:59:59 GMT | {}                                | PT24H",
                "x-ratelimit-reset-after | 1.5                           | {}                                | PT1.5S",
                "x                       | x                             | {\"retry_after\":0.65}              | PT0.65S",
                "x                       | x                             | {\"retry_after\":3}                 | PT3S",
                "x                       | x                             | {\"ok\":false,\"parameters\":{\"retry_after\":5}} | PT5S",
                "retry-after             | 1                             | {\"retry_after\":2.5}               | PT2.5S",
                "x                       | x                             | no JSON                           | ",
            })
    void saysHowLongItWantsToBeLeftAlone(String header, String value, String body, Duration pause) {
        DeliveryOutcome outcome =
                ResponseReader.read(TargetType.DISCORD, new HttpReply(429, Map.of(header, value), body), Given.NOW);
        assertEquals(Optional.ofNullable(pause), outcome.pause());
    }

    @Test
    void anOutageMayNameItsEnd() {
        DeliveryOutcome outcome = ResponseReader.read(
                TargetType.WEBHOOK, new HttpReply(503, Map.of("retry-after", "120"), ""), Given.NOW);
        assertEquals(DeliveryOutcome.Result.BUSY, outcome.how());
        assertTrue(outcome.pause().isPresent());
    }
}
