package dev.livedoctor.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.livedoctor.drools.DroolsRuleCompiler;
import dev.livedoctor.ruleset.Checker;
import dev.livedoctor.ruleset.Ruleset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitCheckoutTest {
    @TempDir
    private Path temp;

    private static String commit(Git git) throws GitAPIException {
        git.add().addFilepattern(".").call();
        return git.commit()
                .setMessage("x")
                .setAuthor("a", "a@b")
                .setCommitter("a", "a@b")
                .call()
                .name();
    }

    @Test
    void reportsNameTheRevisionOfTheCheckout() throws GitAPIException {
        Path folder = temp.resolve("knowledge/rules");
        PackOnDisk pack = PackOnDisk.in(folder);
        RulesReloader rules = RulesReloader.open(folder, new DroolsRuleCompiler(), Clock.systemUTC());
        assertNull(rules.live().get().revision());
        try (Git git = Git.init().setDirectory(temp.toFile()).call()) {
            settle(rules);
            assertNull(rules.live().get().revision(), "nothing is committed");

            String first = commit(git);
            settle(rules);
            assertEquals(first, rules.live().get().revision());

            pack.bound("0.06");
            settle(rules);
            assertEquals(first + "-dirty", rules.live().get().revision());

            String second = commit(git);
            settle(rules);
            assertEquals(second, rules.live().get().revision());
        }
    }

    @Test
    void aCheckoutThatDoesNotHoldTheFolderIsNoneOfOurs() throws GitAPIException {
        try (Git git = Git.init().setDirectory(temp.toFile()).call()) {
            new PackOnDisk(temp).write("README.md", "x");
            commit(git);
            Path folder = temp.resolve("target/rules");
            PackOnDisk.in(folder);
            assertNull(RulesReloader.open(folder, new DroolsRuleCompiler(), Clock.systemUTC())
                    .live()
                    .get()
                    .revision());
        }
    }

    @Test
    void aBrokenConfigurationOfGitStopsNoEdit() throws GitAPIException, IOException {
        Path folder = temp.resolve("rules");
        PackOnDisk pack = PackOnDisk.in(folder);
        Git.init().setDirectory(folder.toFile()).call().close();
        Files.writeString(folder.resolve(".git/config"), "<<<<<<< HEAD\n", StandardOpenOption.APPEND);
        RulesReloader rules = RulesReloader.open(folder, new DroolsRuleCompiler(), Clock.systemUTC());
        Ruleset before = rules.live().get();

        pack.bound("0.06");
        settle(rules);

        assertNotEquals(before, rules.live().get());
        assertEquals(List.of(), RulesHistory.of(folder).latest(10));
        String closed = editor(folder).readOnlyReason().orElseThrow();
        assertTrue(closed.contains("cannot be read by git"), closed);
    }

    /** To open a pipe is to wait for whoever writes into it; JGit would, wherever it looks. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "rules/.git/HEAD",
                "rules/.git/config",
                "rules/.git/objects/%1$.2s/%2$s",
                ".git/HEAD",
                "HEAD",
                ".git"
            })
    void nobodyWaitsForAPipe(String planted) throws Exception {
        Path folder = temp.resolve("rules");
        PackOnDisk pack = PackOnDisk.in(folder);
        String head = "";
        if (planted.startsWith("rules")) {
            head = editor(folder).edit(files -> files, Author.LIVEDOCTOR, "x").revision();
        } else {
            Files.createDirectories(temp.resolve(planted).resolveSibling("objects"));
            Files.createDirectories(temp.resolve(planted).resolveSibling("refs"));
        }
        pipe(temp.resolve(planted.formatted(head, head.isEmpty() ? head : head.substring(2))));

        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            RulesReloader rules = RulesReloader.open(folder, new DroolsRuleCompiler(), Clock.systemUTC());
            Ruleset before = rules.live().get();
            pack.bound("0.06");
            settle(rules);
            assertNotEquals(before, rules.live().get());
            assertEquals(List.of(), RulesHistory.of(folder).latest(10));
            assertEquals(
                    planted.startsWith("rules"), editor(folder).readOnlyReason().isPresent());
        });
    }

    @Test
    void nobodyWritesIntoAPipeOrThroughALink() throws Exception {
        Path folder = temp.resolve("rules");
        PackOnDisk pack = PackOnDisk.in(folder);
        Path outside = Files.writeString(temp.resolve("outside"), "theirs");
        pipe(folder.resolve(".livedoctor-0.tmp"));
        Files.createSymbolicLink(folder.resolve(".livedoctor-1.tmp"), outside);

        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> editor(folder)
                        .edit(
                                files -> {
                                    SortedMap<String, String> changed = new TreeMap<>(files);
                                    changed.put(PackOnDisk.THRESHOLDS, PackOnDisk.thresholds("0.06"));
                                    return changed;
                                },
                                Author.LIVEDOCTOR,
                                "x"));
        assertEquals("theirs", Files.readString(outside));
    }

    /** Whoever may write into a folder above may put a repository there. */
    @Test
    void aCheckoutAroundThatIsOfAnotherUserIsNoneOfOurs() throws Exception {
        Path folder = temp.resolve("rules");
        PackOnDisk.in(folder);
        try (Git git = Git.init().setDirectory(temp.toFile()).call()) {
            commit(git);
        }
        assertEquals(1, RulesHistory.of(folder).latest(10).size());
        UserPrincipal nobody =
                temp.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
        assumeTrue(Files.getOwner(folder).getName().equals("root"), "only root gives files away");

        Files.setOwner(temp.resolve(".git"), nobody);
        assertEquals(List.of(), RulesHistory.of(folder).latest(10));
        assertTrue(editor(folder).readOnlyReason().isEmpty());

        Files.setOwner(folder, nobody);
        assertEquals(1, RulesHistory.of(folder).latest(10).size());
    }

    /** As git worktree add makes it, and git-sync with it. */
    @Test
    void aWorktreeIsACheckout() throws Exception {
        PackOnDisk.in(temp.resolve("main/rules"));
        try (Git git = Git.init().setDirectory(temp.resolve("main").toFile()).call()) {
            commit(git);
        }
        run("git", "-C", temp.resolve("main").toString(), "worktree", "add", "../other");
        Path folder = temp.resolve("other/rules");

        assertEquals(1, RulesHistory.of(folder).latest(10).size());
        assertTrue(editor(folder).readOnlyReason().orElseThrow().contains("belongs to the git checkout"));
    }

    @Test
    void aRepositoryOfAnotherFolderIsNoneOfThisOne() throws Exception {
        Path folder = temp.resolve("rules");
        PackOnDisk.in(folder);
        editor(folder).edit(files -> files, Author.LIVEDOCTOR, "x");
        Files.createDirectories(temp.resolve("elsewhere"));
        Files.writeString(
                folder.resolve(".git/config"),
                "[core]\n\tworktree = " + temp.resolve("elsewhere") + "\n",
                StandardOpenOption.APPEND);

        assertTrue(editor(folder).readOnlyReason().orElseThrow().contains("is of another folder"));
    }

    @Test
    void aRepositoryWithoutItsObjectsIsClosed() throws Exception {
        Path folder = temp.resolve("rules");
        PackOnDisk.in(folder);
        editor(folder).edit(files -> files, Author.LIVEDOCTOR, "x");
        assertTrue(editor(folder).readOnlyReason().isEmpty());
        Files.move(folder.resolve(".git/objects"), temp.resolve("lost"));
        Files.createDirectories(folder.resolve(".git/objects"));

        assertTrue(editor(folder).readOnlyReason().orElseThrow().contains("cannot be read by git"));
    }

    private static PackEditor editor(Path folder) {
        return new PackEditor(new PackDirectory(folder), new Checker(new DroolsRuleCompiler()), Clock.systemUTC());
    }

    private static void pipe(Path path) throws Exception {
        Files.deleteIfExists(path);
        run("mkfifo", path.toString());
    }

    private static void run(String... command) throws Exception {
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
    }

    private static void settle(RulesReloader rules) {
        for (int i = 0; i < 4; i++) {
            rules.poll();
        }
    }
}
