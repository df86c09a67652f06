package dev.livedoctor.diagnosis;

import dev.livedoctor.diagnosis.Report.Diagnosis;
import dev.livedoctor.diagnosis.Report.Share;
import dev.livedoctor.diagnosis.Report.SymptomFound;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much of a retention drop the quality of playback explains, by published elasticities: one percent of stalled time costs 5 % of the
 * watching (Krishnan and Sitaraman, IMC 2012) and up to half as much again when live (Dobrian et al., CACM 2013); every second of start-up
 * beyond two costs 5.8 points.
 */
final class ExplainedShare {
    private static final double PER_STALLED_POINT = 0.05;
    private static final double PER_SECOND_OF_START = 0.058;
    private static final double PATIENCE_MS = 2000;
    private static final double LIVE = 1.5;

    private ExplainedShare() {}

    /** The share of {@code symptom} that its diagnoses explain; null where it is no retention drop or nothing is known of it. */
    static @Nullable Share share(SymptomFound symptom, List<Diagnosis> diagnoses, Assessment assessment) {
        if (!symptom.code().equals("LOW_RETENTION")) {
            return null;
        }
        boolean inPart = diagnoses.stream()
                .anyMatch(diagnosis -> diagnosis.verdict() == Verdict.CONFIRMED
                        && Boolean.FALSE.equals(diagnosis.cause().explains().get(symptom.code())));
        Map<String, Reading> room = assessment.readings().getOrDefault(Scope.ROOM, Map.of());
        Reading retention = room.get("audience.retention_60s_ratio");
        if (!inPart || retention == null || !(retention.expected() > 0)) {
            return null;
        }
        double lost = (retention.expected() - retention.value()) / retention.expected();
        double from = expectedLoss(room);
        if (lost <= 0 || from <= 0) {
            return null;
        }
        return new Share(round(Math.min(1, from / lost)), round(Math.min(1, from * LIVE / lost)));
    }

    private static double expectedLoss(Map<String, Reading> room) {
        double loss = 0;
        Reading stalls = room.get("playback.stall_ratio");
        if (stalls != null) {
            double usual = Double.isNaN(stalls.expected()) ? 0 : stalls.expected();
            loss += Math.max(0, stalls.value() - usual) * 100 * PER_STALLED_POINT;
        }
        Reading start = room.get("playback.first_frame_ms");
        if (start != null) {
            double usual = Double.isNaN(start.expected()) ? PATIENCE_MS : Math.max(PATIENCE_MS, start.expected());
            loss += Math.max(0, start.value() - usual) / 1000 * PER_SECOND_OF_START;
        }
        return loss;
    }

    private static double round(double share) {
        return Math.round(share * 100) / 100.0;
    }
}
