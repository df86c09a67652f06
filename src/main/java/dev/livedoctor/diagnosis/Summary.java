package dev.livedoctor.diagnosis;

import dev.livedoctor.diagnosis.Report.Diagnosis;
import dev.livedoctor.diagnosis.Report.SymptomFound;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Says a report in one or two sentences. */
final class Summary {
    /** A summary names at most so many symptoms. */
    private static final int MOST_SYMPTOMS = 2;
    /** The first cause, and one of what that does not explain. */
    private static final int MOST_CAUSES = 2;

    private Summary() {}

    static Text of(Status status, List<SymptomFound> symptoms, List<Diagnosis> diagnoses, Assessment assessment) {
        List<SymptomFound> leading = Report.leadingSymptoms(symptoms);
        if (leading.isEmpty()) {
            if (assessment.maintenance()) {
                return new Text("Announced maintenance covers this window.", "当前时段处于已公告的维护中。");
            }
            if (assessment.over()) {
                return new Text("The broadcast was ended.", "直播已结束。");
            }
            return status == Status.HEALTHY
                    ? healthy(assessment)
                    : new Text("Too little was measured to call the room healthy.", "测量数据太少，无法判断直播间是否健康。");
        }
        List<Diagnosis> alarming = diagnoses.stream()
                .filter(diagnosis -> symptoms.stream()
                        .anyMatch(symptom ->
                                symptom.alarms() && diagnosis.explains().contains(symptom.code())))
                .toList();
        List<Diagnosis> sure = alarming.stream()
                .filter(one -> one.verdict() != Verdict.POSSIBLE)
                .toList();
        // What nobody explains must not go under behind what the first cause does.
        boolean explained = leading.stream()
                .allMatch(
                        symptom -> sure.stream().anyMatch(one -> one.explains().contains(symptom.code())));
        List<SymptomFound> mine = explained
                ? leading.stream()
                        .filter(symptom -> isOf(alarming.get(0), symptom, sure))
                        .toList()
                : leading;
        List<Text> wrong = (mine.isEmpty() ? leading : mine)
                .stream()
                        .map(symptom -> symptom.knowledge().title())
                        .distinct()
                        .limit(MOST_SYMPTOMS)
                        .toList();
        List<Diagnosis> told = alarming.stream()
                .filter(one -> one == alarming.get(0)
                        || sure.contains(one)
                                && leading.stream()
                                        .anyMatch(symptom -> !mine.contains(symptom) && brings(one, symptom)))
                .limit(MOST_CAUSES)
                .toList();
        return new Text(words(wrong, told, Language.EN), words(wrong, told, Language.ZH));
    }

    /** Whether {@code symptom} is told with {@code cause}: it explains it wholly, or in part and no other that is sure does wholly. */
    private static boolean isOf(Diagnosis cause, SymptomFound symptom, List<Diagnosis> sure) {
        return brings(cause, symptom)
                || cause.explains().contains(symptom.code()) && sure.stream().noneMatch(one -> brings(one, symptom));
    }

    private static boolean brings(Diagnosis cause, SymptomFound symptom) {
        return cause.explains().contains(symptom.code()) && cause.cause().explainsFully(symptom.code());
    }

    /** Nothing is wrong, as far as enough were counted: a share far off of a few is told as what it is. */
    private static Text healthy(Assessment assessment) {
        return assessment.readings().getOrDefault(Scope.ROOM, Map.of()).values().stream()
                .filter(reading -> reading.thin() && reading.harmful() && reading.sample() > 0)
                .max(Comparator.comparingLong(Reading::sample)
                        .thenComparing(Reading::metric, Comparator.reverseOrder()))
                .map(Summary::healthyBut)
                .orElseGet(() -> new Text("Nothing is wrong with what was measured.", "已测指标一切正常。"));
    }

    private static Text healthyBut(Reading few) {
        long hit = Math.round(few.value() * few.sample());
        return new Text(
                "Nothing is wrong with what was measured of enough people; too few to say are %d of %d (%s)."
                        .formatted(hit, few.sample(), few.metric()),
                "样本足够的指标一切正常；%s 为 %d/%d，样本太少，无法判断。".formatted(few.metric(), hit, few.sample()));
    }

    private static String words(List<Text> wrong, List<Diagnosis> diagnoses, Language language) {
        boolean zh = language == Language.ZH;
        String seen = wrong.get(0).in(language);
        for (Text title : wrong.subList(1, wrong.size())) {
            seen += (zh ? "；" : "; ") + title.in(language);
        }
        String end = zh ? "。" : ".";
        if (diagnoses.isEmpty()) {
            return seen + end + (zh ? "原因未知。" : " The cause is not known.");
        }
        Diagnosis first = diagnoses.get(0);
        String where = first.scope().isRoom() ? "" : (zh ? "（" : " (") + first.scope() + (zh ? "）" : ")");
        String cause = first.cause().title().in(language) + where;
        String told =
                switch (first.verdict()) {
                    case CONFIRMED -> cause + (zh ? "：" : ": ") + seen + end;
                    case LIKELY -> seen + end + (zh ? "很可能的原因：" : " Likely cause: ") + cause + end;
                    default -> seen + end + (zh ? "可能的原因：" : " Possible cause: ") + cause + end;
                };
        String action =
                told + (zh ? "" : " ") + first.cause().actions().get(0).title().in(language) + end;
        return diagnoses.size() == 1
                ? action
                : action
                        + (zh ? "另外：" : " Also: ")
                        + diagnoses.get(1).cause().title().in(language)
                        + end;
    }
}
