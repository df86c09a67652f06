package dev.livedoctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.drools.DroolsRuleCompiler;
import dev.livedoctor.ruleset.BuildTimeCache;
import dev.livedoctor.ruleset.PackReader;
import dev.livedoctor.ruleset.RuleCompiler;
import dev.livedoctor.ruleset.RulePack;
import dev.livedoctor.ruleset.Ruleset;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a packaged build makes of the shipped pack is what parsing makes of it. */
final class BuildTimeCacheWriterTest {

    @Test
    void aPackagedBuildHasThePackAndEveryRule(@TempDir Path folder) throws Exception {
        Path classes = Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path prepared = folder.resolve("prepared");
        SortedMap<String, String> files = PackReader.files(classes.resolve("rules"));
        RulePack pack = PackReader.read(files);
        BuildTimeCache.write(pack, prepared);
        new DroolsRuleCompiler().prepare(pack, prepared);
        Set<String> rules = Ruleset.of(pack, new DroolsRuleCompiler()).ruleNames();
        Path jar = jar(folder.resolve("packaged.jar"), List.of(prepared, classes));

        // The classes of the jar see what was prepared, those of this test do not.
        try (URLClassLoader packaged = new Packaged(jar)) {
            Method shipped = packaged.loadClass(Ruleset.class.getName())
                    .getMethod("shipped", SortedMap.class, packaged.loadClass(RuleCompiler.class.getName()));
            Object compiler = packaged.loadClass(DroolsRuleCompiler.class.getName())
                    .getConstructor()
                    .newInstance();
            Object ruleset = ((Optional<?>) shipped.invoke(null, files, compiler)).orElseThrow();
            assertEquals(rules, ruleset.getClass().getMethod("ruleNames").invoke(ruleset));
            assertEquals(Optional.empty(), shipped.invoke(null, new TreeMap<>(files.headMap("pack.yaml")), compiler));
        }
        assertTrue(BuildTimeCache.pack().isEmpty());
    }

    private static Path jar(Path jar, List<Path> roots) throws IOException {
        List<String> names = new ArrayList<>();
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (Path root : roots) {
                try (Stream<Path> files = Files.walk(root)) {
                    for (Path one : files.filter(Files::isRegularFile).toList()) {
                        String name = root.relativize(one).toString();
                        if (!names.contains(name)) {
                            names.add(name);
                            out.putNextEntry(new JarEntry(name));
                            Files.copy(one, out);
                        }
                    }
                }
            }
        }
        return jar;
    }

    /** Loads this project's classes from the jar, all others as ever. */
    private static final class Packaged extends URLClassLoader {
        Packaged(Path jar) throws IOException {
            super(new URL[] {jar.toUri().toURL()}, BuildTimeCacheWriterTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("dev.livedoctor.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }

        @Override
        public URL getResource(String name) {
            URL own = findResource(name);
            return own == null ? super.getResource(name) : own;
        }
    }
}
