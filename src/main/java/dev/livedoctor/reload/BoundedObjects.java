package dev.livedoctor.reload;

import java.io.IOException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

/** Reads objects, and none but files that are larger than people make them: JGit keeps commits and trees whole, and many at once. */
final class BoundedObjects extends ObjectReader.Filter {
    private static final int LONGEST_COMMIT = 1 << 20;
    private static final int LONGEST_TREE = 1 << 24;

    private final ObjectReader all;

    BoundedObjects(ObjectReader all) {
        this.all = all;
    }

    @Override
    protected ObjectReader delegate() {
        return all;
    }

    @Override
    public ObjectReader newReader() {
        return new BoundedObjects(all.newReader());
    }

    @Override
    public ObjectLoader open(AnyObjectId id) throws IOException {
        return bounded(id, super.open(id));
    }

    @Override
    public ObjectLoader open(AnyObjectId id, int type) throws IOException {
        return bounded(id, super.open(id, type));
    }

    private static ObjectLoader bounded(AnyObjectId id, ObjectLoader object) throws IOException {
        int longest =
                switch (object.getType()) {
                    case Constants.OBJ_BLOB -> Integer.MAX_VALUE;
                    case Constants.OBJ_TREE -> LONGEST_TREE;
                    default -> LONGEST_COMMIT;
                };
        if (object.getSize() > longest) {
            throw new IOException(id.name() + " has more than " + longest + " bytes");
        }
        return object;
    }
}
