package dev.livedoctor.api;

import dev.livedoctor.chat.Platform;
import dev.livedoctor.diagnosis.Language;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The forms that a report takes. */
public enum Format {
    JSON(MediaType.APPLICATION_JSON, "", null),
    TEXT(MediaType.TEXT_PLAIN, Format.UTF_8, null),
    MARKDOWN(Format.TEXT_MARKDOWN, Format.UTF_8, null),
    SLACK(Platform.SLACK),
    FEISHU(Platform.FEISHU),
    DINGTALK(Platform.DINGTALK),
    WECOM(Platform.WECOM),
    TEAMS(Platform.TEAMS),
    DISCORD(Platform.DISCORD),
    TELEGRAM(Platform.TELEGRAM);

    static final String TEXT_MARKDOWN = "text/markdown";
    private static final String UTF_8 = ";charset=UTF-8";
    private static final String VARY = HttpHeaders.ACCEPT + ", " + HttpHeaders.ACCEPT_LANGUAGE;

    private final String contentType;
    private final MediaType mediaType;
    private final @Nullable Platform platform;

    Format(Platform platform) {
        this(platform.mediaType(), "", platform);
    }

    Format(String type, String charset, @Nullable Platform platform) {
        this.contentType = type + charset;
        int slash = type.indexOf('/');
        // Not parsed by JAX-RS: on the command line there is none.
        this.mediaType = new MediaType(type.substring(0, slash), type.substring(slash + 1));
        this.platform = platform;
    }

    /** What a client likes best, given what it accepts, the best first; JSON where it does not care. */
    static Format of(List<MediaType> accepted) {
        return accepted.stream()
                .flatMap(range -> Stream.of(values()).filter(format -> format.mediaType.isCompatible(range)))
                .findFirst()
                .orElse(JSON);
    }

    /** The answer with a report in this form. */
    RestResponse<byte[]> answer(byte[] report, Language language) {
        return RestResponse.ResponseBuilder.ok(report)
                .header(HttpHeaders.CONTENT_TYPE, contentType)
                .header(HttpHeaders.CONTENT_LANGUAGE, Languages.tag(language))
                .header(HttpHeaders.VARY, VARY)
                .build();
    }

    /** The platform of a card. */
    Platform platform() {
        return Objects.requireNonNull(platform);
    }
}
