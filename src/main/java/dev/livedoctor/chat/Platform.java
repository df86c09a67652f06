package dev.livedoctor.chat;

/** The chat platforms that a report is rendered for. */
public enum Platform {
    SLACK(Type.SLACK),
    /** Feishu, and Lark, which is the same outside of China. */
    FEISHU(Type.FEISHU),
    DINGTALK(Type.DINGTALK),
    WECOM(Type.WECOM),
    /** Microsoft Teams. */
    TEAMS(Type.TEAMS),
    DISCORD(Type.DISCORD),
    TELEGRAM(Type.TELEGRAM);

    private final String mediaType;

    Platform(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The media type to ask for in {@code Accept}. */
    public String mediaType() {
        return mediaType;
    }

    /** The media types. */
    public static final class Type {
        public static final String SLACK = "application/vnd.livedoctor.slack+json";
        public static final String FEISHU = "application/vnd.livedoctor.feishu+json";
        public static final String DINGTALK = "application/vnd.livedoctor.dingtalk+json";
        public static final String WECOM = "application/vnd.livedoctor.wecom+json";
        public static final String TEAMS = "application/vnd.livedoctor.teams+json";
        public static final String DISCORD = "application/vnd.livedoctor.discord+json";
        public static final String TELEGRAM = "application/vnd.livedoctor.telegram+json";

        private Type() {}
    }
}
