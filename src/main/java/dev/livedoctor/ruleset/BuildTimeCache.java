package dev.livedoctor.ruleset;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the build worked out of the shipped pack, so that no start has to: parsing it is half of a start. It stands in the jar beside the
 * pack and holds for files of the same content, in whatever folder they are.
 *
 * @param name of the resource
 * @param format of its content
 */
public record BuildTimeCache(String name, RecordFormat format) {
    private static final String FOLDER = "META-INF/livedoctor/";
    /** The pack itself; a shipped one overrides none of its own thresholds. */
    private static final BuildTimeCache PACK = new BuildTimeCache("pack", new RecordFormat(List.of(Overrides.NONE)));

    /** The shipped pack; empty where this is no packaged build. */
    public static Optional<RulePack> pack() {
        return PACK.content("").map(RulePack.class::cast);
    }

    static Optional<RulePack> pack(String version) {
        return PACK.content(version).map(RulePack.class::cast);
    }

    /** Writes {@code pack} below {@code classes}. */
    public static void write(RulePack pack, Path classes) {
        PACK.write(pack.version(), pack, classes);
    }

    /** What was worked out of the pack of {@code version}, any where that is empty; empty where that is not the shipped one. */
    public Optional<Object> content(String version) {
        URL resource = BuildTimeCache.class.getClassLoader().getResource(FOLDER + name);
        // Outside of a jar, code and rules change after it was written.
        if (resource == null || resource.getProtocol().equals("file")) {
            return Optional.empty();
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(resource.openStream()))) {
            return in.readUTF().equals(version) || version.isEmpty() ? Optional.of(format.read(in)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource + ". Maybe the jar is damaged?", e);
        }
    }

    /** Writes {@code content}, worked out of the pack of {@code version}, below {@code classes}. */
    public void write(String version, Object content, Path classes) {
        Path file = classes.resolve(FOLDER + name);
        try {
            Files.createDirectories(file.getParent());
            try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
                out.writeUTF(version);
                format.write(content, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
