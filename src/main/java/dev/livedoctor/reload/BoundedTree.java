package dev.livedoctor.reload;

import java.io.IOException;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** Lets pass what another filter does, and ends a walk that finds too much: ten trees in each other may hold more paths than anybody waits for. */
final class BoundedTree extends TreeFilter {
    private static final int MOST_ENTRIES = 50_000;
    private static final int DEEPEST = 100;

    private final TreeFilter filter;
    private int entries;

    BoundedTree(TreeFilter filter) {
        this.filter = filter;
    }

    @Override
    public boolean include(TreeWalk walk) throws IOException {
        if (!filter.include(walk)) {
            return false;
        }
        entries++;
        if (entries > MOST_ENTRIES || walk.getDepth() > DEEPEST) {
            throw new IOException(
                    "a tree has more than " + MOST_ENTRIES + " entries, or more than " + DEEPEST + " levels");
        }
        return true;
    }

    @Override
    public boolean shouldBeRecursive() {
        return filter.shouldBeRecursive();
    }

    @Override
    public TreeFilter clone() {
        return new BoundedTree(filter.clone());
    }
}
