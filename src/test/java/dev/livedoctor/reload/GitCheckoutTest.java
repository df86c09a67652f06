package dev.livedoctor.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.drools.DroolsRuleCompiler;
import dev.livedoctor.ruleset.Checker;
import dev.livedoctor.ruleset.Ruleset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        String closed = new PackEditor(
                        new PackDirectory(folder), new Checker(new DroolsRuleCompiler()), Clock.systemUTC())
                .readOnlyReason()
                .orElseThrow();
        assertTrue(closed.contains("mend its config"), closed);
    }

    private static void settle(RulesReloader rules) {
        for (int i = 0; i < 4; i++) {
            rules.poll();
        }
    }
}
