package dev.livedoctor.reload;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Looks at a folder again and again, on a thread of its own. */
public final class FolderPoller implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(FolderPoller.class);

    /** The first takes five seconds on a usual machine, the fourth a quarter of one. */
    private static final int WARM_UPS = 3;

    private final RulesReloader reloader;
    private final ScheduledExecutorService thread;

    /** Looks at {@code reloader} with {@code pause} between, until it is closed. */
    public FolderPoller(RulesReloader reloader, Duration pause) {
        this.reloader = reloader;
        this.thread = Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("rules-watch", true));
        for (int second = 0; second < WARM_UPS; second++) {
            // An edit meanwhile is looked for in between.
            thread.schedule(reloader::warmUp, second, TimeUnit.SECONDS);
        }
        thread.scheduleWithFixedDelay(this::look, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            reloader.poll();
        } catch (Throwable e) {
            // A schedule ends with what is thrown, an Error too, and nobody would be told that the folder is watched no
            // more.
            LOG.errorf(e, "Cannot watch %s; the rules in force go on, and the next look follows", reloader.path());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
