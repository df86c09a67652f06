package dev.livedoctor.reload;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/** Git without the settings of this machine and its user: a commit is the same everywhere, no program is run to find them, and none is kept. */
final class GitSystem extends SystemReader.Delegate {
    private GitSystem(SystemReader machine) {
        super(machine);
    }

    static void install() {
        if (!(SystemReader.getInstance() instanceof GitSystem)) {
            SystemReader.setInstance(new GitSystem(SystemReader.getInstance()));
        }
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS files) {
        return new NoConfig(parent, files);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS files) {
        return new NoConfig(parent, files);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS files) {
        return new NoConfig(parent, files);
    }

    private static final class NoConfig extends FileBasedConfig {
        private NoConfig(Config parent, FS files) {
            super(parent, null, files);
        }

        @Override
        public void load() {
            // There is none.
        }

        @Override
        public void save() {
            // There is none.
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
