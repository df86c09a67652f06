package dev.livedoctor.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.drools.DroolsRuleCompiler;
import dev.livedoctor.reload.RulesHistory.FileChange;
import dev.livedoctor.reload.RulesHistory.Revision;
import dev.livedoctor.ruleset.Checker;
import dev.livedoctor.ruleset.RulePackException;
import dev.livedoctor.ruleset.TinyPack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackEditorTest {
    private static final Author MEI = Author.of("Mei <mei@example.com>");

    @TempDir
    private Path temp;

    private Path folder;
    private PackOnDisk pack;

    @BeforeEach
    void write() {
        folder = temp.resolve("rules");
        pack = PackOnDisk.in(folder);
    }

    private PackEditor editor() {
        return new PackEditor(new PackDirectory(folder), new Checker(new DroolsRuleCompiler()), Clock.systemUTC());
    }

    /** What git and the libraries below it throw need not be an IOException. */
    @Test
    void whatCouldNotBeCommittedIsTakenBack() {
        editor().edit(bound("0.06"), MEI, "first");
        InstantSource broken = () -> {
            throw new IllegalStateException("no time");
        };
        PackEditor editor = new PackEditor(
                new PackDirectory(folder), new Checker(new DroolsRuleCompiler()), broken.withZone(ZoneOffset.UTC));

        assertThrows(EditingClosedException.class, () -> editor.edit(bound("0.07"), MEI, "second"));
        assertEquals(
                bound("0.06").apply(TinyPack.files()),
                new PackDirectory(folder).read().files());
    }

    private RulesHistory history() {
        return RulesHistory.of(folder);
    }

    private static UnaryOperator<SortedMap<String, String>> put(String file, String text) {
        return files -> {
            SortedMap<String, String> changed = new TreeMap<>(files);
            changed.put(file, text);
            return changed;
        };
    }

    private static UnaryOperator<SortedMap<String, String>> bound(String bound) {
        return put(PackOnDisk.THRESHOLDS, PackOnDisk.thresholds(bound));
    }

    private List<String> reasons() {
        return history().latest(100).stream().map(Revision::reason).toList();
    }

    @Test
    void aChangeIsWrittenAndCommittedWithAuthorAndReason() throws Exception {
        assertEquals(List.of(), history().latest(10));
        EditResult edited = editor().edit(bound("0.06"), MEI, "卡顿阈值太低");

        assertEquals(PackOnDisk.thresholds("0.06"), Files.readString(folder.resolve(PackOnDisk.THRESHOLDS)));
        assertEquals(List.of("卡顿阈值太低", "The rules as they were found"), reasons());
        Revision latest = history().latest(1).get(0);
        assertEquals(edited.revision(), latest.revision());
        assertEquals("Mei", latest.author());
        assertEquals(List.of(new FileChange(PackOnDisk.THRESHOLDS, "modify")), latest.files());
        String diff = history().diff(latest.revision()).orElseThrow();
        assertTrue(diff.contains("-  playback.stall_ratio: {high: 0.05,"), diff);
        assertTrue(diff.contains("+  playback.stall_ratio: {high: 0.06,"), diff);
        assertEquals(TinyPack.files(), history().filesBefore(latest.revision()).orElseThrow());
        try (Git git = Git.open(folder.toFile())) {
            assertTrue(git.status().call().isClean());
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertFalse(left.anyMatch(file -> file.toString().endsWith(".tmp")));
        }
    }

    @Test
    void whatWasEditedByHandIsACommitOfItsOwn() throws IOException {
        editor().edit(bound("0.06"), MEI, "first");
        pack.bound("0.07");
        Files.delete(folder.resolve("cases/uplink-congested.yaml"));
        editor().edit(files -> TinyPack.files(), MEI, "second");

        assertEquals(List.of("second", "Edited on disk", "first", "The rules as they were found"), reasons());
        assertEquals("LiveDoctor", history().latest(2).get(1).author());
    }

    @Test
    void whatMayNotGoLiveIsNotWritten() throws IOException {
        RulePackException refused = assertThrows(
                RulePackException.class, () -> editor().edit(put("causes/uplink-congested.drl", "rule"), MEI, "x"));
        assertEquals("causes/uplink-congested.drl", refused.complaints().get(0).file());
        assertEquals(TinyPack.files(), new PackDirectory(folder).read().files());
        assertEquals(List.of(), history().latest(1));
        for (String path : List.of("../out.yaml", ".git/hooks/pre-commit", "causes/../../out.drl", "README.md")) {
            assertThrows(RulePackException.class, () -> editor().edit(put(path, "x"), MEI, "x"), path);
        }
        assertFalse(Files.exists(temp.resolve("out.yaml")));
    }

    @Test
    void whatChangesNothingIsNoCommit() {
        editor().edit(bound("0.06"), MEI, "first");
        EditResult again = editor().edit(bound("0.06"), MEI, "again");
        assertFalse(again.changed());
        assertEquals("first", reasons().get(0));
        assertEquals(again.revision(), history().latest(1).get(0).revision());
    }

    @Test
    void aFolderThatChangesDuringTheCheckIsCheckedAgain() throws IOException {
        int[] asked = {0};
        editor().edit(
                        files -> {
                            if (asked[0]++ == 0) {
                                pack.write(
                                        "cases/uplink-congested.yaml",
                                        "# a word\n" + TinyPack.files().get("cases/uplink-congested.yaml"));
                            }
                            return bound("0.06").apply(files);
                        },
                        MEI,
                        "x");
        assertEquals(2, asked[0]);
        assertTrue(
                Files.readString(folder.resolve("cases/uplink-congested.yaml")).startsWith("# a word"));
    }

    @Test
    void aRollbackIsAChange() {
        String first = editor().edit(bound("0.06"), MEI, "first").revision();
        editor().edit(bound("0.07"), MEI, "second");
        SortedMap<String, String> then = history().files(first.substring(0, 8)).orElseThrow();
        editor().edit(files -> then, MEI, "back");
        assertEquals(List.of("back", "second", "first", "The rules as they were found"), reasons());
        assertEquals(then, new PackDirectory(folder).read().files());
        for (String unknown : List.of("0000000", "no such", "-x", "HEAD~9", "")) {
            assertTrue(history().files(unknown).isEmpty(), unknown);
        }
    }

    @Test
    void aHookInTheFolderDoesNotRun() throws Exception {
        editor().edit(bound("0.06"), MEI, "first");
        for (String name : List.of("pre-commit", "commit-msg", "post-commit", "prepare-commit-msg")) {
            Path hook = folder.resolve(".git/hooks").resolve(name);
            Files.createDirectories(hook.getParent());
            Files.writeString(hook, "#!/bin/sh\ntouch " + temp.resolve("ran") + "\nexit 1\n");
            Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        editor().edit(bound("0.07"), MEI, "second");
        assertEquals("second", reasons().get(0));
        assertFalse(Files.exists(temp.resolve("ran")));
    }

    @Test
    void aFilterInTheFolderDoesNotRun() throws Exception {
        editor().edit(bound("0.06"), MEI, "first");
        String first = history().latest(1).get(0).revision();
        String ran = "touch " + temp.resolve("ran");
        Files.writeString(
                folder.resolve(".git/config"),
                "[filter \"x\"]\n\tclean = %1$s\n\tsmudge = %1$s\n\tprocess = %1$s\n".formatted(ran),
                StandardOpenOption.APPEND);
        Files.writeString(folder.resolve(".gitattributes"), "* filter=x\n");
        editor().edit(bound("0.07"), MEI, "second");
        pack.bound("0.08");
        editor().edit(files -> history().files(first).orElseThrow(), MEI, "back");
        history().diff("HEAD");
        assertEquals(List.of("back", "Edited on disk", "second"), reasons().subList(0, 3));
        assertFalse(Files.exists(temp.resolve("ran")));
    }

    /** What stands in a planted HEAD or ref is neither followed nor told, and nothing is written beside the repository. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HEAD: ref: refs/heads/../../../../victim",
                "HEAD: ref: refs/../../../victim",
                "HEAD: secret",
                "HEAD-> victim",
                "refs/heads/main-> victim",
                "refs/heads-> .",
                "logs-> .",
                "objects/info/alternates: ..",
                "commondir: ../../other/.git",
                ".-> other/.git"
            })
    void whatLeadsOutOfTheRepositoryIsNotFollowed(String planted) throws Exception {
        editor().edit(bound("0.06"), MEI, "first");
        Path victim = Files.writeString(temp.resolve("victim"), "secret");
        Git.init().setDirectory(temp.resolve("other").toFile()).call().close();
        SortedMap<String, String> before = new PackDirectory(folder).read().files();
        String[] parts = planted.split("(?=: )|(?=-> )", 2);
        Path target = folder.resolve(".git").resolve(parts[0]).normalize();
        if (Files.exists(target)) {
            Files.move(target, temp.resolve("moved"));
        }
        Files.createDirectories(target.getParent());
        if (parts[1].startsWith("-> ")) {
            Files.createSymbolicLink(target, temp.resolve(parts[1].substring(3)).normalize());
        } else {
            Files.writeString(target, parts[1].substring(2));
        }

        EditingClosedException closed =
                assertThrows(EditingClosedException.class, () -> editor().edit(bound("0.07"), MEI, "touch it"));
        assertFalse(closed.getMessage().contains("secret"), closed.getMessage());
        assertEquals(before, new PackDirectory(folder).read().files());
        assertEquals("secret", Files.readString(victim));
        assertTrue(Files.notExists(temp.resolve("other/.git/refs/heads/main")));
        assertEquals(List.of(), history().latest(1));
    }

    /** The index is for people's git only. */
    @Test
    void aBrokenIndexStopsNoChange() throws IOException {
        editor().edit(bound("0.06"), MEI, "first");
        Files.writeString(folder.resolve(".git/index"), "rubbish");
        Files.createFile(folder.resolve(".git/index.lock"));
        editor().edit(bound("0.07"), MEI, "second");
        Files.delete(folder.resolve(".git/index.lock"));
        editor().edit(bound("0.08"), MEI, "third");
        assertEquals("third", reasons().get(0));
    }

    @Test
    void aLockThatSomebodyLeftIsNamed() throws IOException {
        editor().edit(bound("0.06"), MEI, "first");
        Path lock = Files.createFile(folder.resolve(".git/refs/heads/main.lock"));

        EditingClosedException closed =
                assertThrows(EditingClosedException.class, () -> editor().edit(bound("0.07"), MEI, "second"));

        assertTrue(closed.getMessage().contains(lock.toString()), closed.getMessage());
    }

    @Test
    void aRefThatIsNoneIsNotQuoted() throws IOException {
        editor().edit(bound("0.06"), MEI, "first");
        Files.writeString(folder.resolve(".git/refs/heads/main"), "secret ".repeat(10));
        EditingClosedException closed =
                assertThrows(EditingClosedException.class, () -> editor().edit(bound("0.07"), MEI, "second"));
        assertFalse(closed.getMessage().contains("secret"), closed.getMessage());
    }

    @Test
    void aNameThatMeansManyRevisionsMeansNone() {
        for (int edit = 0; edit < 12; edit++) {
            editor().edit(bound("0.0" + (50 + edit)), MEI, "edit " + edit);
        }
        List<String> revisions = history().latest(20).stream()
                .map(RulesHistory.Revision::revision)
                .toList();
        assertEquals(13, revisions.size());
        for (int first = 0; first < 256; first++) {
            String name = "%02x".formatted(first);
            List<String> meant = revisions.stream()
                    .filter(revision -> revision.startsWith(name))
                    .toList();
            // A file that begins so makes the name mean many things, too.
            history().find(name).ifPresent(found -> assertEquals(List.of(found.revision()), meant, name));
        }
        revisions.forEach(
                name -> assertEquals(name, history().find(name).orElseThrow().revision()));
    }

    @Test
    void anotherOnesCheckoutIsReadAndNotCommittedInto() throws GitAPIException {
        try (Git git = Git.init().setDirectory(temp.toFile()).call()) {
            git.add().addFilepattern(".").call();
            git.commit()
                    .setMessage("theirs")
                    .setAuthor("a", "a@b")
                    .setCommitter("a", "a@b")
                    .call();
            EditingClosedException closed =
                    assertThrows(EditingClosedException.class, () -> editor().edit(bound("0.06"), MEI, "x"));
            assertTrue(closed.getMessage().contains("git checkout"), closed.getMessage());
            assertEquals(List.of("theirs"), reasons());
            assertEquals(TinyPack.files(), history().files("HEAD").orElseThrow());
            assertTrue(history().latest(1).get(0).files().contains(new FileChange("pack.yaml", "add")));
        }
    }

    @Test
    void aCheckoutThatDoesNotHoldTheFolderIsNoHindrance() throws GitAPIException {
        try (Git git = Git.init().setDirectory(temp.toFile()).call()) {
            new PackOnDisk(temp).write("README.md", "x");
            git.add().addFilepattern("README.md").call();
            git.commit()
                    .setMessage("theirs")
                    .setAuthor("a", "a@b")
                    .setCommitter("a", "a@b")
                    .call();
            assertEquals(List.of(), reasons());
            editor().edit(bound("0.06"), MEI, "ours");
            assertEquals(List.of("ours", "The rules as they were found"), reasons());
        }
    }

    @Test
    void aFolderThatNobodyMayWriteIsNotChanged() throws IOException {
        Files.setPosixFilePermissions(folder.resolve("causes"), PosixFilePermissions.fromString("r-xr-xr-x"));
        assertTrue(editor().readOnlyReason().orElseThrow().contains("is read-only"));
        assertThrows(EditingClosedException.class, () -> editor().edit(bound("0.06"), MEI, "x"));
        Files.setPosixFilePermissions(folder.resolve("causes"), PosixFilePermissions.fromString("rwxr-xr-x"));
        assertTrue(editor().readOnlyReason().isEmpty());

        Files.createSymbolicLink(folder.resolve("..data"), Path.of("."));
        assertTrue(editor().readOnlyReason().orElseThrow().contains("ConfigMap"));
    }

    @Test
    void aLinkOutOfTheFolderIsNotWrittenThrough() throws IOException {
        Path outside = temp.resolve("outside");
        Files.move(folder.resolve("causes"), outside);
        Files.createSymbolicLink(folder.resolve("causes"), outside);
        assertTrue(editor().readOnlyReason().orElseThrow().contains("symbolic link"));
    }

    /** As kill -9 leaves it between two files. */
    @Test
    void aChangeThatWasInterruptedIsEndedAtTheNextStart() throws IOException {
        SortedMap<String, String> after = bound("0.06").apply(TinyPack.files());
        after.put("cases/extra.yaml", TinyPack.files().get("cases/uplink-congested.yaml"));
        after.put("cases/uplink-congested.yaml", "# first\n" + TinyPack.files().get("cases/uplink-congested.yaml"));
        new AtomicPackWriter(folder).plan(TinyPack.files(), after);
        assertEquals(TinyPack.files(), new PackDirectory(folder).read().files());
        Files.move(folder.resolve("cases/.livedoctor-1.tmp"), folder.resolve("cases/extra.yaml"));

        RulesReloader open = RulesReloader.open(folder, new DroolsRuleCompiler(), Clock.systemUTC());
        assertEquals(after, open.live().get().pack().files());
        assertEquals(after, new PackDirectory(folder).read().files());
        assertFalse(new AtomicPackWriter(folder).planned());
    }

    /** Who may write into the folder may write this, too; it must not close the editor nor stop a start. */
    @ParameterizedTest
    @ValueSource(strings = {"rubbish", "+../../outside", "+causes/x.drl\n-", "-/etc/passwd"})
    void whatOnlyHasTheNameOfAPlanIsNoPlan(String planted) throws IOException {
        Files.writeString(folder.resolve(".livedoctor-plan"), planted);

        RulesReloader open = RulesReloader.open(folder, new DroolsRuleCompiler(), Clock.systemUTC());
        assertTrue(open.edit(bound("0.06"), MEI, "x").changed());
        assertEquals(
                bound("0.06").apply(TinyPack.files()),
                new PackDirectory(folder).read().files());
    }

    @Test
    void norIsAFolder() throws IOException {
        Files.createDirectories(folder.resolve(".livedoctor-plan/inside"));

        assertTrue(editor().edit(bound("0.06"), MEI, "x").changed());
    }
}
