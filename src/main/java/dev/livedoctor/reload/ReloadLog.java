package dev.livedoctor.reload;

import dev.livedoctor.reload.ReloadStatus.OnDisk;
import dev.livedoctor.ruleset.Complaint;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Logs reloads. */
public final class ReloadLog implements Consumer<ReloadEvent> {
    private static final Logger LOG = Logger.getLogger(ReloadLog.class);
    /** More complaints than this nobody reads in a log; {@code GET /rules} has them all. */
    private static final int MOST_COMPLAINTS = 50;

    @Override
    public void accept(ReloadEvent reload) {
        ReloadStatus status = reload.status();
        String version = status.ruleset().pack().version();
        switch (reload.outcome()) {
            case ACCEPTED -> LOG.infof("Rules %s are in force", version);
            case RESTORED -> LOG.infof("The folder holds the rules in force again, %s", version);
            case REFUSED -> status.onDisk().ifPresent(disk -> refused(disk, version));
        }
    }

    private static void refused(OnDisk disk, String inForce) {
        List<Complaint> complaints =
                disk.complaints().stream().filter(one -> !one.advice()).toList();
        LOG.errorf(
                "Refused the rules in the folder, %s, for %d %s; %s goes on",
                disk.version(), complaints.size(), complaints.size() == 1 ? "complaint" : "complaints", inForce);
        complaints.stream().limit(MOST_COMPLAINTS).forEach(LOG::error);
        if (complaints.size() > MOST_COMPLAINTS) {
            LOG.errorf("and %d more complaints: see GET /rules", complaints.size() - MOST_COMPLAINTS);
        }
    }
}
