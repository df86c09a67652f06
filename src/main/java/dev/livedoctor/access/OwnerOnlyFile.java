package dev.livedoctor.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A file that only its owner may read, from its first byte on. Where the file system has no such permissions, the folder must keep it. */
record OwnerOnlyFile(Path path) {
    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final Set<PosixFilePermission> OTHERS = EnumSet.complementOf(EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));

    /** Puts {@code bytes} there in one step; a file that was there keeps its permissions. */
    void replace(byte[] bytes) throws IOException {
        Path folder = folder();
        Path fresh = Files.createTempFile(folder, ".livedoctor", "", attributes(OWNER));
        try {
            Files.write(fresh, bytes);
            if (posix() && Files.exists(path)) {
                Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(path));
            }
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** Makes the folders that are missing, for the owner only. */
    void makeFolder() throws IOException {
        Files.createDirectories(folder(), attributes(EnumSet.complementOf(EnumSet.copyOf(OTHERS))));
    }

    /** Whether others than the owner may read or write it. */
    boolean open() throws IOException {
        return posix() && Files.getPosixFilePermissions(path).stream().anyMatch(OTHERS::contains);
    }

    /** Whether the file system can keep others out. */
    boolean posix() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private Path folder() {
        return Optional.ofNullable(path.toAbsolutePath().getParent()).orElseThrow();
    }

    private FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
        return posix()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }
}
