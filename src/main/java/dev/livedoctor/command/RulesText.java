package dev.livedoctor.command;

import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.diagnosis.Text;
import dev.livedoctor.reload.ReloadStatus;
import dev.livedoctor.reload.ReloadStatus.OnDisk;
import dev.livedoctor.ruleset.RulePack;
import java.util.ArrayList;
import java.util.List;

/** Says which rules are in force, and why others are not. */
final class RulesText {
    private static final int MOST_COMPLAINTS = 5;

    private RulesText() {}

    static List<String> of(ReloadStatus status, Language language) {
        RulePack pack = status.ruleset().pack();
        List<String> lines = new ArrayList<>();
        lines.add(new Text(
                        "In force: " + pack.name() + " " + pack.version() + ", since " + status.since(),
                        "当前生效：" + pack.name() + " " + pack.version() + "，自 " + status.since() + " 起")
                .in(language));
        lines.add(new Text(
                        pack.symptoms().size() + " symptoms, " + pack.causes().size() + " causes, "
                                + pack.metrics().size() + " metrics",
                        pack.symptoms().size() + " 个症状，" + pack.causes().size() + " 个原因，"
                                + pack.metrics().size() + " 个指标")
                .in(language));
        status.onDisk()
                .filter(disk -> status.refused())
                .ifPresentOrElse(
                        disk -> refused(disk, language, lines),
                        () -> lines.add(new Text("Nothing was refused.", "没有被拒绝的内容。").in(language)));
        return lines;
    }

    private static void refused(OnDisk disk, Language language, List<String> lines) {
        int count = disk.complaints().size();
        lines.add(new Text(
                        "Refused at " + disk.at() + ": " + disk.version() + " with " + count
                                + (count == 1 ? " complaint" : " complaints"),
                        "于 " + disk.at() + " 被拒绝：" + disk.version() + "，共 " + count + " 条意见")
                .in(language));
        disk.complaints().stream().limit(MOST_COMPLAINTS).forEach(complaint -> lines.add(complaint.toString()));
        if (count > MOST_COMPLAINTS) {
            lines.add(new Text(
                            "… and " + (count - MOST_COMPLAINTS) + " more: GET /rules",
                            "……另有 " + (count - MOST_COMPLAINTS) + " 条：GET /rules")
                    .in(language));
        }
    }
}
