package dev.livedoctor.diagnosis;

import dev.livedoctor.diagnosis.Report.Diagnosis;
import dev.livedoctor.diagnosis.Report.SymptomFound;
import java.util.ArrayList;
import java.util.List;

/** Says a report in one or two sentences. */
final class Summary {
    /** A summary names at most so many symptoms. */
    private static final int MOST_SYMPTOMS = 2;

    private Summary() {}

    static Text of(Status status, List<SymptomFound> symptoms, List<Diagnosis> diagnoses, Assessment assessment) {
        List<Text> wrong = new ArrayList<>();
        for (SymptomFound symptom : Report.leadingSymptoms(symptoms)) {
            Text title = symptom.knowledge().title();
            if (wrong.size() < MOST_SYMPTOMS && !wrong.contains(title)) {
                wrong.add(title);
            }
        }
        if (wrong.isEmpty()) {
            if (assessment.maintenance()) {
                return new Text("Announced maintenance covers this window.", "当前时段处于已公告的维护中。");
            }
            if (assessment.over()) {
                return new Text("The host ended the broadcast.", "主播已下播。");
            }
            return status == Status.HEALTHY
                    ? new Text("Nothing is wrong with what was measured.", "已测指标一切正常。")
                    : new Text("Too little was measured to call the room healthy.", "测量数据太少，无法判断直播间是否健康。");
        }
        List<Diagnosis> alarming = diagnoses.stream()
                .filter(diagnosis -> symptoms.stream()
                        .anyMatch(symptom -> symptom.severity() != Severity.INFO
                                && diagnosis.explains().contains(symptom.code())))
                .toList();
        return new Text(words(wrong, alarming, Language.EN), words(wrong, alarming, Language.ZH));
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
        return told + (zh ? "" : " ") + first.cause().actions().get(0).title().in(language) + end;
    }
}
