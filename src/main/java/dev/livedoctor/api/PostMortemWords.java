package dev.livedoctor.api;

import dev.livedoctor.chat.Labels;
import dev.livedoctor.chat.ScopeWords;
import dev.livedoctor.chat.SixDigits;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.Observation;
import dev.livedoctor.diagnosis.Text;
import dev.livedoctor.lookback.Incident;
import dev.livedoctor.lookback.PostMortem;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** What happened, in sentences that are not marked up yet. */
record PostMortemWords(Language language, ZoneId zone) {
    static final Text TITLE = new Text("Post-mortem of ", "复盘：");
    static final Text INCIDENTS = new Text("Incidents", "事件");
    static final Text TIMELINE = new Text("Timeline", "时间线");
    static final Text PREVENT = new Text("What to prevent", "如何避免再次发生");
    static final Text UNSAID = new Text("What cannot be said", "无法判断的");
    static final Text EVIDENCE = new Text("Evidence", "证据");
    static final Text DONE = new Text("What was done", "采取的措施");
    static final Text CURVES = new Text("How it went", "指标走势");

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    String of(Text text) {
        return text.in(language);
    }

    private String say(String en, String zh) {
        return language == Language.ZH ? zh : en;
    }

    /** A time as people in the room have it. */
    String time(Instant at) {
        return LOCAL.format(at.atZone(zone));
    }

    /** The time that is told of. */
    String period(PostMortem postMortem) {
        return time(postMortem.from()) + " – " + time(postMortem.to()) + " (" + zone.getId() + ")";
    }

    /** What was measured, in numbers. */
    List<String> numbers(PostMortem postMortem) {
        List<String> numbers = new ArrayList<>();
        numbers.add(say(
                postMortem.windows() + " windows, " + SixDigits.of(postMortem.minutes()) + " minutes",
                postMortem.windows() + " 个窗口，共 " + SixDigits.of(postMortem.minutes()) + " 分钟"));
        add(numbers, say("Most viewers: ", "最高在线："), postMortem.peakViewers());
        add(numbers, say("Viewer-minutes: ", "观众分钟："), postMortem.viewerMinutes());
        add(numbers, say("of these spent waiting: ", "其中卡顿："), postMortem.viewerMinutesLost());
        add(numbers, say("Orders: ", "订单："), postMortem.orders());
        return numbers;
    }

    private static void add(List<String> numbers, String name, double value) {
        if (!Double.isNaN(value)) {
            numbers.add(name + SixDigits.of(Math.rint(value)));
        }
    }

    /** The title of an incident, with whom it concerned. */
    String title(Incident incident) {
        return of(incident.title()) + " (" + ScopeWords.of(incident.scope(), language) + ")";
    }

    /** How long, how bad and how sure. */
    String facts(Incident incident) {
        return incident.severity() + " · " + incident.verdict() + " "
                + Labels.percent(incident.confidence()) + " · " + time(incident.start()) + " – "
                + (incident.open() ? say("not over when the record ends", "记录结束时仍未恢复") : time(incident.end()))
                + (Double.isNaN(incident.viewerMinutes())
                        ? ""
                        : " · " + SixDigits.of(Math.rint(incident.viewerMinutes())) + say(" viewer-minutes", " 观众分钟"))
                + " · " + String.join(", ", incident.symptoms());
    }

    /** What else there is to say of an incident. */
    List<String> remarks(Incident incident) {
        List<String> remarks = new ArrayList<>();
        if (incident.knowledge() != null) {
            remarks.add(ScopeWords.fill(of(incident.knowledge().meaning()), incident.scope(), language));
        }
        if (incident.alert() != null) {
            remarks.add(of(incident.alert()));
        }
        if (incident.before() > 0) {
            remarks.add(say(
                    "It was there on " + incident.before() + " of " + incident.broadcasts()
                            + " evenings of the twelve weeks before.",
                    "此前十二周 " + incident.broadcasts() + " 晚中有 " + incident.before() + " 晚出现。"));
        }
        Incident.MetricRecovery check = incident.check();
        if (check != null) {
            String bound = check.metric() + (check.above() ? " > " : " < ") + SixDigits.of(check.bound());
            String worst = SixDigits.of(check.worst());
            Boolean met = check.met();
            remarks.add(
                    met == null
                            ? say(
                                    "Over would be " + bound + "; it was " + worst
                                            + " at worst, and nothing was measured afterwards.",
                                    "恢复标准为 " + bound + "；最差 " + worst + "，之后没有测量。")
                            : say(
                                    "Over would be " + bound + "; it was " + worst + " at worst and "
                                            + SixDigits.of(check.last()) + " afterwards: "
                                            + (met ? "met." : "not met."),
                                    "恢复标准为 " + bound + "；最差 " + worst + "，之后 " + SixDigits.of(check.last()) + "："
                                            + (met ? "已达到。" : "未达到。")));
        }
        return remarks;
    }

    /** A piece of evidence. */
    String evidence(Observation seen) {
        String observed =
                seen.observed() instanceof Double number ? SixDigits.of(number) : String.valueOf(seen.observed());
        String bound = seen.bound() == null ? "" : say(", bound ", "，界限 ") + SixDigits.of(seen.bound());
        String expected = seen.expected() == null ? "" : say(", usually ", "，通常 ") + SixDigits.of(seen.expected());
        return seen.metric() + " " + observed + bound + expected
                + (seen.scope().isRoom() ? "" : " (" + seen.scope() + ")");
    }

    /** Something that was done, and whether it helped. */
    String measure(Incident.Measure measure) {
        String done =
                time(measure.at()) + " " + measure.type() + (measure.note().isEmpty() ? "" : ": " + measure.note());
        Boolean helped = measure.helped();
        if (helped == null) {
            return done + say(" – whether it helped cannot be said", " —— 无法判断是否有效");
        }
        return done + " – " + SixDigits.of(measure.before()) + " → " + SixDigits.of(measure.after()) + ", "
                + (helped ? say("it helped", "有效") : say("it did not help", "无效"));
    }

    /** Where nothing was done. */
    String nothingDone() {
        return say("No event tells of anything.", "没有相关事件。");
    }

    /** What to do before the next broadcast. */
    String prevention(PostMortem.Prevention prevention) {
        return of(prevention.title()) + " (" + prevention.owner() + ") – " + of(prevention.why());
    }

    List<String> steps(PostMortem.Prevention prevention) {
        return language == Language.ZH ? prevention.zh() : prevention.en();
    }
}
