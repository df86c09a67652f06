package dev.livedoctor.reload;

import dev.livedoctor.reload.PackDirectory.Contents;
import dev.livedoctor.reload.ReloadStatus.State;
import dev.livedoctor.ruleset.Check;
import dev.livedoctor.ruleset.Checker;
import dev.livedoctor.ruleset.Complaint;
import dev.livedoctor.ruleset.ComplaintCode;
import dev.livedoctor.ruleset.RuleCompiler;
import dev.livedoctor.ruleset.RulePackException;
import dev.livedoctor.ruleset.Ruleset;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The folder that the rules in force come from. One thread at a time looks at it or writes into it. */
public final class RulesReloader {
    /** As many equal looks as mean that nobody writes any more. */
    private static final int SETTLED = 3;
    /** Where a file system has coarse times, a change may show in the content only; so it is read now and then without a reason. */
    private static final int LOOKS_UNTIL_READ = 40;

    private final PackDirectory folder;
    private final Checker checker;
    private final LiveRules live;
    private final PackEditor editor;

    private FolderFingerprint last;
    private int equalLooks;
    private int looksSinceRead;
    private Contents handled;

    private RulesReloader(
            PackDirectory folder,
            Checker checker,
            LiveRules live,
            PackEditor editor,
            FolderFingerprint fingerprint,
            Contents contents) {
        this.folder = folder;
        this.checker = checker;
        this.live = live;
        this.editor = editor;
        this.last = fingerprint;
        this.equalLooks = SETTLED;
        this.handled = contents;
    }

    /**
     * Takes the rules in {@code path} into force.
     *
     * @throws RulePackException with every complaint, where they are not fit for it
     */
    public static RulesReloader open(Path path, RuleCompiler compiler, Clock clock) {
        PackDirectory folder = new PackDirectory(path);
        Checker checker = new Checker(compiler);
        PackEditor editor = new PackEditor(folder, checker, clock);
        try {
            editor.resume();
        } catch (EditingClosedException e) {
            throw new RulePackException(List.of(Complaint.of(
                    ComplaintCode.MISSING_FILE, path.toString(), 0, 0, String.valueOf(e.getMessage()), "")));
        }
        FolderFingerprint fingerprint = FolderFingerprint.at(folder);
        Contents contents = folder.read();
        Ruleset ruleset = Ruleset.shipped(contents.files(), compiler)
                .orElseGet(() -> PackChecking.passed(PackChecking.of(contents, checker)));
        checker.follow(contents.files());
        return new RulesReloader(
                folder,
                checker,
                LiveRules.from(ruleset.at(revision(fingerprint, contents)), clock),
                editor,
                fingerprint,
                contents);
    }

    /** The rules in force. */
    public LiveRules live() {
        return live;
    }

    /** Where it is. */
    public Path path() {
        return folder.path();
    }

    /**
     * Looks at the folder, and takes new content into force or refuses it, once it has settled: when it looked the same a few times, and
     * while it was read. Content that was refused is not tried again.
     */
    synchronized void poll() {
        FolderFingerprint fingerprint = FolderFingerprint.at(folder);
        if (!fingerprint.equals(last)) {
            last = fingerprint;
            equalLooks = 1;
            looksSinceRead = 0;
            return;
        }
        equalLooks++;
        looksSinceRead++;
        if (equalLooks == SETTLED || looksSinceRead >= LOOKS_UNTIL_READ) {
            looksSinceRead = 0;
            Contents contents = folder.read().sharing(handled);
            if (FolderFingerprint.at(folder).equals(fingerprint)) {
                consider(fingerprint, contents);
            } else {
                equalLooks = 0;
            }
        }
    }

    /** Goes the way of an edit once, for nothing, so that the first real one does not meet cold code. */
    void warmUp() {
        SortedMap<String, String> files = new TreeMap<>(live.get().pack().files());
        files.keySet().stream()
                .filter(file -> file.endsWith(".drl"))
                .findFirst()
                .ifPresent(file -> files.computeIfPresent(file, (same, text) -> text + "\n"));
        PackChecking.quietly(new Contents(files, List.of()), checker);
    }

    /** What lies in the folder now. */
    public Contents contents() {
        return folder.read();
    }

    /** Why the folder cannot be changed, in a sentence; empty where it can. */
    public Optional<String> readOnlyReason() {
        return editor.readOnlyReason();
    }

    /**
     * Changes the pack in the folder, and takes it into force at once.
     *
     * @param change gets the files as they lie in the folder; what it throws ends the change
     * @throws EditingClosedException where nothing can be changed
     * @throws RulePackException with every complaint, where the changed pack may not go live; then nothing was written
     */
    public synchronized EditResult edit(UnaryOperator<SortedMap<String, String>> change, Author author, String reason) {
        EditResult edited = editor.edit(change, author, reason);
        handled = edited.contents();
        last = FolderFingerprint.at(folder);
        equalLooks = SETTLED;
        Ruleset inForce = live.get();
        if (!edited.ruleset().pack().version().equals(inForce.pack().version())) {
            live.accept(edited.ruleset());
        } else {
            keep(inForce, edited.revision());
        }
        return edited;
    }

    private void consider(FolderFingerprint fingerprint, Contents contents) {
        Ruleset inForce = live.get();
        if (contents.complaints().isEmpty()
                && contents.version().equals(inForce.pack().version())) {
            keep(inForce, revision(fingerprint, contents));
        } else if (!contents.equals(handled)) {
            Check check = PackChecking.quietly(contents, checker);
            Optional<Ruleset> ruleset = check.ruleset().filter(compiled -> check.passed());
            if (ruleset.isPresent()) {
                live.accept(ruleset.get().at(revision(fingerprint, contents)));
            } else {
                State state = contents.files().isEmpty() ? State.UNREADABLE : State.REFUSED;
                live.refuse(contents, state, check.complaints());
            }
        }
        handled = contents;
    }

    /** The folder holds what is in force, perhaps under another revision. */
    private void keep(Ruleset inForce, @Nullable String revision) {
        boolean refused = live.status().refused();
        if (!Objects.equals(revision, inForce.revision())) {
            live.replaceRevision(inForce.at(revision));
        }
        if (refused) {
            live.restore();
        }
    }

    private static @Nullable String revision(FolderFingerprint fingerprint, Contents contents) {
        return fingerprint
                .real()
                .flatMap(GitCheckout::around)
                .flatMap(checkout -> checkout.revision(fingerprint.head(), contents.files()))
                .orElse(null);
    }
}
