package dev.livedoctor.chat;

import dev.livedoctor.diagnosis.Direction;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.Owner;
import dev.livedoctor.diagnosis.Status;
import dev.livedoctor.diagnosis.Text;
import dev.livedoctor.diagnosis.Urgency;
import dev.livedoctor.diagnosis.Verdict;

/** The words of our own in a message. */
public final class Labels {
    static final Text DO_NOT = new Text("Do not: ", "注意：");
    static final Text MEASURE_NEXT = new Text("Measure next: ", "接下来测量：");
    static final Text REPORT = new Text("Report ", "报告 ");
    static final Text OVER = new Text("OVER", "已结束");
    static final Text SEE_MORE = new Text("See more", "查看详情");
    static final Text OF = new Text("of ", "样本数 ");
    static final Text USUALLY = new Text("usually ", "平时 ");
    static final Text ELSEWHERE = new Text("elsewhere ", "其他范围 ");
    private static final Text ABOVE = new Text("above", "高于");
    private static final Text BELOW = new Text("below", "低于");

    private static final long MOST_PERCENT = 99;

    private Labels() {}

    /** {@code confidence}, 0 to 1, such as {@code 97 %}: of nothing that was measured in one window is anybody wholly sure. */
    public static String percent(double confidence) {
        return Math.min(MOST_PERCENT, Math.round(confidence * 100)) + " %";
    }

    static String percent(double confidence, Language language) {
        String percent = percent(confidence);
        return language == Language.ZH ? percent.replace(" ", "") : percent;
    }

    static Text status(Status status) {
        return switch (status) {
            case HEALTHY -> new Text("HEALTHY", "正常");
            case WATCH -> new Text("WATCH", "需关注");
            case DEGRADED -> new Text("DEGRADED", "异常");
            case CRITICAL -> new Text("CRITICAL", "严重");
            case UNKNOWN -> new Text("UNKNOWN", "无法判断");
        };
    }

    static String emoji(Status status) {
        return switch (status) {
            case HEALTHY -> "🟢";
            case WATCH -> "🟡";
            case DEGRADED -> "🟠";
            case CRITICAL -> "🔴";
            case UNKNOWN -> "⚪";
        };
    }

    static Text verdict(Verdict verdict) {
        return switch (verdict) {
            case CONFIRMED -> new Text("confirmed", "已确认");
            case LIKELY -> new Text("likely", "很可能");
            case POSSIBLE -> new Text("possible", "可能");
            case RULED_OUT -> new Text("ruled out", "已排除");
            case UNTESTABLE -> new Text("untestable", "无法验证");
        };
    }

    static Text owner(Owner owner) {
        return switch (owner) {
            case HOST -> new Text("host", "主播");
            case OPERATIONS -> new Text("operations", "运营");
            case NETWORK -> new Text("network", "网络");
            case PLATFORM -> new Text("platform", "平台");
            case CONTENT -> new Text("content", "内容");
            case COMMERCE -> new Text("commerce", "商品");
            case PAYMENT -> new Text("payment", "支付");
            case DATA -> new Text("data", "数据");
        };
    }

    static Text urgency(Urgency urgency) {
        return switch (urgency) {
            case NOW -> new Text("now", "立即");
            case THIS_BROADCAST -> new Text("this broadcast", "本场");
            case NEXT_BROADCAST -> new Text("next broadcast", "下场");
        };
    }

    static Text direction(Direction direction) {
        return direction == Direction.ABOVE ? ABOVE : BELOW;
    }
}
