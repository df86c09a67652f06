package dev.livedoctor.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.drools.DroolsRuleCompiler;
import dev.livedoctor.ruleset.Checker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may write into the folder of the rules may write into its {@code .git}, too, and must reach no further with it. */
class HostileRepositoryTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path temp;

    private Path folder;
    private Path git;
    private PackOnDisk pack;

    @BeforeEach
    void commit() {
        folder = temp.resolve("rules");
        git = folder.resolve(".git");
        pack = PackOnDisk.in(folder);
        edit("0.06");
    }

    private PackEditor editor() {
        return new PackEditor(new PackDirectory(folder), new Checker(new DroolsRuleCompiler()), Clock.systemUTC());
    }

    private EditResult edit(String bound) {
        return editor().edit(
                        files -> {
                            SortedMap<String, String> changed = new TreeMap<>(files);
                            changed.put(PackOnDisk.THRESHOLDS, PackOnDisk.thresholds(bound));
                            return changed;
                        },
                        Author.LIVEDOCTOR,
                        "edit");
    }

    /** What is planted, and what the refusal names. */
    interface Planting {
        void plant(HostileRepositoryTest test) throws Exception;
    }

    private static Arguments planted(String names, Planting planting) {
        return Arguments.of(names, planting);
    }

    static Stream<Arguments> plantings() {
        return Stream.of(
                planted(
                        "refs/heads/main is not a revision",
                        test -> test.write("refs/heads/main", "ref: ../../victim")),
                planted(
                        "refs/heads/main is not a revision",
                        test -> test.write("refs/heads/main", "ref: refs/heads/x")),
                planted("refs/heads/main is not a revision", test -> test.write("refs/heads/main", "ref: ../../pipe")),
                planted("refs/heads/main is not a revision", test -> test.write("refs/heads/main", "")),
                planted(
                        "refs/remotes/o/HEAD is not a revision",
                        test -> test.write("refs/remotes/o/HEAD", "ref: ../x")),
                planted("refs/tags/t is a link", test -> test.link("refs/tags/t", test.temp.resolve("pipe"))),
                planted(".git is not a folder", test -> {
                    Files.move(test.git, test.temp.resolve("moved"));
                    test.link("", test.temp.resolve("moved"));
                }),
                planted(".git leads to no repository", test -> test.lead("../secret/.git", "/")),
                planted(".git leads to no repository", test -> test.lead(".wt", "../../secret/.git")),
                planted("wt/commondir leads nowhere", test -> test.lead(".wt", "../../nowhere")),
                planted("objects/ab/cd is a link", test -> test.link("objects/ab/cd", test.temp.resolve("victim"))),
                planted("objects/ab is a link", test -> test.link("objects/ab", test.temp.resolve("secret"))),
                planted("is a link", HostileRepositoryTest::linkFarm),
                planted("reftable leads elsewhere", test -> test.write("reftable/tables.list", "../../../pipe")),
                planted("counts objects that it does not hold", test -> test.index(100_000_000)),
                planted("pack-a.idx ends too early", test -> test.write("objects/pack/pack-a.idx", "\0\0\0\1")),
                planted("shallow has more than", test -> test.sparse("shallow")),
                planted("packed-refs has more than", test -> test.sparse("packed-refs")),
                planted("config has more than", test -> test.sparse("config")),
                planted("config includes", test -> test.append("config", "[ include ]\n\tpath = /dev/zero\n")),
                planted("cannot be read by git", test -> test.append("config", "[core]\n\ttrustfolderstat = foo\n")),
                planted(
                        "cannot be read by git",
                        test -> test.head(test.tree("zzzzzzz".getBytes(StandardCharsets.UTF_8)))),
                planted("cannot be read by git", HostileRepositoryTest::treeBomb),
                planted("cannot be read by git", HostileRepositoryTest::nestedTrees),
                planted("cannot be read by git", test -> test.head(test.commit("x".repeat(60 << 20)))),
                planted("cannot be read by git", test -> test.write("refs/heads/main", "1".repeat(40))));
    }

    @ParameterizedTest(name = "{index} {0}")
    @MethodSource("plantings")
    void itIsNotUsedAndTheRulesGoOn(String names, Planting planting) throws Exception {
        Path victim = Files.writeString(temp.resolve("victim"), "secret");
        assertEquals(
                0,
                new ProcessBuilder("mkfifo", temp.resolve("pipe").toString())
                        .start()
                        .waitFor());
        Git.init().setDirectory(temp.resolve("secret").toFile()).call().close();
        planting.plant(this);

        assertTimeoutPreemptively(SOON, () -> {
            RulesReloader rules = RulesReloader.open(folder, new DroolsRuleCompiler(), Clock.systemUTC());
            pack.bound("0.07");
            for (int look = 0; look < 4; look++) {
                rules.poll();
            }
            assertEquals(
                    PackOnDisk.thresholds("0.07"),
                    rules.live().get().pack().files().get(PackOnDisk.THRESHOLDS));
            assertEquals(List.of(), RulesHistory.of(folder).latest(10));
            assertTrue(RulesHistory.of(folder).diff("HEAD").isEmpty());
            String closed = rules.readOnlyReason().orElseThrow();
            assertTrue(closed.contains(names), closed);
            assertThrows(EditingClosedException.class, () -> edit("0.08"));
        });
        assertEquals("secret", Files.readString(victim));
        assertEquals(PackOnDisk.thresholds("0.07"), Files.readString(folder.resolve(PackOnDisk.THRESHOLDS)));
        assertFalse(Files.exists(temp.resolve("secret/.git/refs/heads/main")));
    }

    /** What only an edit meets: the files are put back, and nothing but that is told. */
    @ParameterizedTest
    @ValueSource(strings = {"", "..", ".git", "thresholds.yaml"})
    void aTreeThatNoCommitCanBeMadeOfClosesTheEditor(String name) throws Exception {
        byte[] blob = raw(insert(Constants.OBJ_BLOB, new byte[0]));
        ObjectId inner = tree(entry("100644", ".k", blob));
        head(
                name.equals("thresholds.yaml")
                        ? tree(entry("100644", "pack.yaml", blob), entry("40000", name, raw(inner)))
                        : tree(entry("100644", name, blob), entry("100644", "pack.yaml", blob)));

        assertThrows(EditingClosedException.class, () -> edit("0.08"));
        assertEquals(PackOnDisk.thresholds("0.06"), Files.readString(folder.resolve(PackOnDisk.THRESHOLDS)));
    }

    @Test
    void aSettingThatStopsTheCommitPutsTheFilesBack() throws IOException {
        Path config = git.resolve("config");
        String before = Files.readString(config);
        append("config", "[core]\n\tfsyncreffiles = foo\n");
        assertThrows(EditingClosedException.class, () -> edit("0.08"));
        assertEquals(PackOnDisk.thresholds("0.06"), Files.readString(folder.resolve(PackOnDisk.THRESHOLDS)));

        Files.writeString(config, before);
        assertTrue(edit("0.08").changed());
    }

    @Test
    void settingsOfGitChangeNoDiff() throws IOException {
        String before = RulesHistory.of(folder).diff("HEAD").orElseThrow();
        append(
                "config",
                "[diff]\n\talgorithm = patience\n\tnoprefix = foo\n\trenames = foo\n[core]\n\tquotePath = foo\n");
        assertEquals(before, RulesHistory.of(folder).diff("HEAD").orElseThrow());
        assertEquals(2, RulesHistory.of(folder).latest(10).size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "author a <a@b> 99999999999999999999 +9999\ncommitter a <a@b> 1 +0000\n", "author xxx\n"})
    void aCommitWithoutAnAuthorIsTold(String people) throws Exception {
        head(insert(
                Constants.OBJ_COMMIT,
                ("tree " + committedTree() + "\n" + people + "\nm").getBytes(StandardCharsets.UTF_8)));
        assertEquals("m", RulesHistory.of(folder).latest(10).get(0).reason());
    }

    @Test
    void whatIsMissingIsToldAsUnreadable() throws Exception {
        head(insert(
                Constants.OBJ_COMMIT,
                ("tree %s\nparent %s\nauthor a <a@b> 1 +0000\ncommitter a <a@b> 1 +0000\n\nm"
                                .formatted(committedTree(), "1".repeat(40)))
                        .getBytes(StandardCharsets.UTF_8)));
        assertThrows(
                HistoryUnreadableException.class, () -> RulesHistory.of(folder).latest(10));
        assertThrows(
                HistoryUnreadableException.class, () -> RulesHistory.of(folder).diff("HEAD"));
        assertTrue(RulesHistory.of(folder).files("HEAD").isPresent());
    }

    @Test
    void aDiffOfLargeFilesEnds() throws Exception {
        for (int version = 0; version < 2; version++) {
            StringBuilder lines = new StringBuilder();
            for (int line = 0; line < 200_000; line++) {
                lines.append((long) line * (version == 0 ? 1 : 7919) % 200_003).append('\n');
            }
            byte[] small =
                    raw(insert(Constants.OBJ_BLOB, lines.substring(0, 1 << 20).getBytes(StandardCharsets.UTF_8)));
            byte[] large = raw(
                    insert(Constants.OBJ_BLOB, lines.append(lines).toString().getBytes(StandardCharsets.UTF_8)));
            ByteArrayOutputStream entries = new ByteArrayOutputStream();
            for (char file = 'a'; file <= 'z'; file++) {
                entries.writeBytes(entry("100644", file + ".drl", file == 'a' ? large : small));
            }
            head(tree(entries.toByteArray()));
        }
        assertTimeoutPreemptively(SOON, () -> {
            String diff = RulesHistory.of(folder).diff("HEAD").orElseThrow();
            assertTrue(diff.contains("Binary files differ"), "the large one");
            assertTrue(diff.endsWith("The rest is too long to be told.\n"));
            assertTrue(diff.length() < 1 << 23, "" + diff.length());
        });
    }

    /** JGit takes a name that is no revision for a path in the repository. */
    @ParameterizedTest
    @ValueSource(
            strings = {"info/exclude", "config", "abc", "description", "logs/HEAD", "HEAD~x", "HEAD@{1}", ":/edit"})
    void whatIsNoRevisionIsNoneOfTheDisk(String name) throws IOException {
        write("abc", "ref: ../../pipe");
        assertTrue(RulesHistory.of(folder).find(name).isEmpty());
    }

    /** As the usual tools make them; none of that is refused. */
    @Test
    void anOrdinaryCheckoutIsUsed() throws Exception {
        run("git", "clone", "-q", folder.toString(), temp.resolve("clone").toString());
        folder = temp.resolve("clone");
        git = folder.resolve(".git");
        assertUsed(2, "0.07");
        run("git", "-C", folder.toString(), "tag", "v1");
        run("git", "-C", folder.toString(), "-c", "user.name=a", "-c", "user.email=a@b", "tag", "-a", "-m", "x", "v2");
        run("git", "-C", folder.toString(), "branch", "topic/one");
        run("git", "-C", folder.toString(), "remote", "add", "other", "https://example.com/x.git");
        run("git", "-C", folder.toString(), "config", "diff.algorithm", "patience");
        run("git", "-C", folder.toString(), "stash", "list");
        write("hooks/pre-commit", "#!/bin/sh\nexit 1\n");
        assertUsed(3, "0.08");
        run("git", "-C", folder.toString(), "gc", "-q");
        run("git", "-C", folder.toString(), "pack-refs", "--all");
        assertUsed(4, "0.09");
        run(
                "git",
                "-C",
                folder.toString(),
                "worktree",
                "add",
                "-q",
                temp.resolve("tree").toString());
        assertUsed(5, "0.10");
        run("git", "-C", folder.toString(), "checkout", "-q", "--detach");
        assertUsed(6, "0.11");
        run("git", "-C", folder.toString(), "fsck", "--strict");

        folder = temp.resolve("tree");
        assertEquals(5, RulesHistory.of(folder).latest(10).size());
        assertTrue(editor().readOnlyReason().orElseThrow().contains("belongs to the git checkout"));
    }

    @Test
    void aShallowCloneIsUsed() throws Exception {
        run(
                "git",
                "clone",
                "-q",
                "--depth",
                "1",
                "file://" + folder,
                temp.resolve("clone").toString());
        folder = temp.resolve("clone");
        assertUsed(1, "0.07");
    }

    private void assertUsed(int revisions, String bound) {
        assertEquals(revisions, RulesHistory.of(folder).latest(10).size());
        assertTrue(RulesHistory.of(folder).diff("HEAD").isPresent());
        String made = edit(bound).revision();
        assertEquals(made, RulesHistory.of(folder).latest(1).get(0).revision());
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(git.resolve(name).getParent());
        Files.writeString(git.resolve(name), text);
    }

    private void append(String name, String text) throws IOException {
        Files.writeString(git.resolve(name), text, StandardOpenOption.APPEND);
    }

    private void link(String name, Path target) throws IOException {
        Files.createDirectories(git.resolve(name).getParent());
        Files.createSymbolicLink(git.resolve(name), target);
    }

    private void sparse(String name) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(git.resolve(name).toFile(), "rw")) {
            file.setLength(3L << 30);
        }
    }

    /** A file instead of the repository, which leads to {@code place}, which shares with {@code shared}. */
    private void lead(String place, String shared) throws IOException {
        Files.move(git, temp.resolve("moved"));
        Files.writeString(git, "gitdir: " + place + "\n");
        Path real = Files.createDirectories(folder.resolve(place));
        Files.writeString(real.resolve("HEAD"), "ref: refs/heads/main\n");
        Files.writeString(real.resolve("commondir"), shared + "\n");
        Files.writeString(real.resolve("gitdir"), git + "\n");
    }

    private void linkFarm() throws IOException {
        for (int i = 0; i < 40; i++) {
            link("objects/aa/f" + i + "/a", Path.of("../f" + (i + 1)));
            link("objects/aa/f" + i + "/b", Path.of("../f" + (i + 1)));
        }
        Files.createDirectories(git.resolve("objects/aa/f40"));
    }

    private void index(int objects) throws IOException {
        ByteBuffer index = ByteBuffer.allocate(8 + 256 * 4 + 64);
        index.putInt(0xff744f63).putInt(2).putInt(8 + 255 * 4, objects);
        Files.createDirectories(git.resolve("objects/pack"));
        Files.write(git.resolve("objects/pack/pack-a.idx"), index.array());
    }

    private void treeBomb() throws Exception {
        ObjectId tree = tree(entry("100644", "pack.yaml", raw(insert(Constants.OBJ_BLOB, new byte[0]))));
        for (int level = 0; level < 9; level++) {
            ByteArrayOutputStream entries = new ByteArrayOutputStream();
            for (char name = 'a'; name < 'k'; name++) {
                entries.writeBytes(entry("40000", "" + name, raw(tree)));
            }
            tree = tree(entries.toByteArray());
        }
        head(tree);
    }

    private void nestedTrees() throws Exception {
        ObjectId tree = tree(entry("100644", "pack.yaml", raw(insert(Constants.OBJ_BLOB, new byte[0]))));
        for (int level = 0; level < 2_000; level++) {
            tree = tree(entry("40000", "a", raw(tree)));
        }
        head(tree);
    }

    private ObjectId insert(int type, byte[] bytes) throws IOException {
        try (Git opened = Git.open(folder.toFile());
                ObjectInserter inserter = opened.getRepository().newObjectInserter()) {
            return inserter.insert(type, bytes);
        }
    }

    private ObjectId tree(byte[]... entries) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] entry : entries) {
            all.writeBytes(entry);
        }
        return insert(Constants.OBJ_TREE, all.toByteArray());
    }

    private static byte[] entry(String mode, String name, byte[] id) {
        ByteArrayOutputStream entry = new ByteArrayOutputStream();
        entry.writeBytes((mode + " " + name + "\0").getBytes(StandardCharsets.UTF_8));
        entry.writeBytes(id);
        return entry.toByteArray();
    }

    private static byte[] raw(ObjectId id) {
        byte[] raw = new byte[Constants.OBJECT_ID_LENGTH];
        id.copyRawTo(raw, 0);
        return raw;
    }

    private String committedTree() throws IOException {
        try (Git opened = Git.open(folder.toFile())) {
            return opened.getRepository().resolve("HEAD^{tree}").name();
        }
    }

    private ObjectId commit(String message) throws IOException {
        return insert(
                Constants.OBJ_COMMIT,
                ("tree " + committedTree() + "\nauthor a <a@b> 1 +0000\ncommitter a <a@b> 1 +0000\n\n" + message)
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** Makes {@code made} what is checked out: a commit, or the tree of one after that before. */
    private void head(ObjectId made) throws IOException {
        ObjectId commit = made;
        try (Git opened = Git.open(folder.toFile())) {
            if (opened.getRepository().open(made).getType() == Constants.OBJ_TREE) {
                String parent = opened.getRepository().resolve(Constants.HEAD).name();
                commit = insert(
                        Constants.OBJ_COMMIT,
                        "tree %s\nparent %s\nauthor a <a@b> 1 +0000\ncommitter a <a@b> 1 +0000\n\nm"
                                .formatted(made.name(), parent)
                                .getBytes(StandardCharsets.UTF_8));
            }
        }
        write("refs/heads/main", commit.name() + "\n");
    }

    private static void run(String... command) throws Exception {
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor(), String.join(" ", command));
    }
}
