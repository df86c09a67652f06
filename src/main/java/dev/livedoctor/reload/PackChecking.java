package dev.livedoctor.reload;

import dev.livedoctor.reload.PackDirectory.Contents;
import dev.livedoctor.ruleset.Check;
import dev.livedoctor.ruleset.Checker;
import dev.livedoctor.ruleset.RulePackException;
import dev.livedoctor.ruleset.Ruleset;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;

/** Puts what lies in a folder to every test. */
final class PackChecking {
    private static final ForkJoinPool ONE_THREAD = new ForkJoinPool(1, PackChecking::thread, null, false);

    private PackChecking() {}

    static Check of(Contents contents, Checker checker) {
        if (!contents.complaints().isEmpty()) {
            return Check.refused(contents.complaints());
        }
        return checker.check(contents.files());
    }

    /** The same on one thread of low priority, parallel streams included, so that the other cores answer requests meanwhile. */
    static Check quietly(Contents contents, Checker checker) {
        return ONE_THREAD.invoke(ForkJoinTask.adapt(() -> of(contents, checker)));
    }

    /**
     * What was checked.
     *
     * @throws RulePackException with every complaint, where it may not go live
     */
    static Ruleset passed(Check check) {
        return check.ruleset()
                .filter(ruleset -> check.passed())
                .orElseThrow(() -> new RulePackException(check.complaints()));
    }

    private static ForkJoinWorkerThread thread(ForkJoinPool pool) {
        ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
        thread.setName("rules-check");
        thread.setPriority(Thread.MIN_PRIORITY);
        return thread;
    }
}
