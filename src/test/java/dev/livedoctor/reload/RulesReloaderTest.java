package dev.livedoctor.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.livedoctor.drools.DroolsRuleCompiler;
import dev.livedoctor.reload.ReloadEvent.Outcome;
import dev.livedoctor.reload.ReloadStatus.State;
import dev.livedoctor.ruleset.Complaint;
import dev.livedoctor.ruleset.PackReader;
import dev.livedoctor.ruleset.RuleCompiler;
import dev.livedoctor.ruleset.RulePackException;
import dev.livedoctor.ruleset.Ruleset;
import dev.livedoctor.ruleset.TinyPack;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesReloaderTest {
    @TempDir
    private Path temp;

    private Path folder;
    private PackOnDisk pack;
    private RulesReloader rules;
    private Instant now = Instant.parse("2026-11-22T13:00:00Z");
    private final List<ReloadEvent> heard = new ArrayList<>();
    private final AtomicInteger compiled = new AtomicInteger();

    private final RuleCompiler compiler = (read, complaints) -> {
        compiled.incrementAndGet();
        return new DroolsRuleCompiler().compile(read, complaints);
    };

    private RulesReloader open(Path path) {
        return RulesReloader.open(path, compiler, ticking());
    }

    /** A minute passes whenever somebody looks. */
    private Clock ticking() {
        InstantSource time = () -> now = now.plus(Duration.ofMinutes(1));
        return time.withZone(ZoneOffset.UTC);
    }

    @BeforeEach
    void open() {
        folder = temp.resolve("rules");
        pack = PackOnDisk.in(folder);
        rules = open(folder);
        rules.live().listen(heard::add);
    }

    /** Looks as often as a change needs to be seen and to settle. */
    private void settle() {
        for (int i = 0; i < 4; i++) {
            rules.poll();
        }
    }

    private String version() {
        return rules.live().get().pack().version();
    }

    private List<Outcome> outcomes() {
        return heard.stream().map(ReloadEvent::outcome).toList();
    }

    private ReloadStatus.OnDisk onDisk() {
        return rules.live().status().onDisk().orElseThrow();
    }

    private Complaint complaint() {
        return onDisk().complaints().get(0);
    }

    @Test
    void anErrorDoesNotEndTheWatch() throws InterruptedException {
        CountDownLatch failed = new CountDownLatch(1);
        CountDownLatch seen = new CountDownLatch(1);
        rules.live().listen(event -> {
            if (failed.getCount() > 0) {
                failed.countDown();
                throw new OutOfMemoryError("as of a huge claim in a file");
            }
            seen.countDown();
        });
        try (FolderPoller poller = new FolderPoller(rules, Duration.ofMillis(10))) {
            pack.bound("0.06");
            assertTrue(failed.await(1, TimeUnit.MINUTES));
            pack.bound("0.07");
            assertTrue(seen.await(1, TimeUnit.MINUTES), poller::toString);
        }
    }

    @Test
    void anEditIsLiveOnceItHasSettled() {
        String before = version();
        Instant since = rules.live().status().since();
        pack.bound("0.06");
        rules.poll();
        rules.poll();
        assertEquals(before, version());
        rules.poll();

        assertNotEquals(before, version());
        assertEquals(
                0.06,
                rules.live()
                        .get()
                        .pack()
                        .thresholds()
                        .bounds()
                        .get("playback.stall_ratio")
                        .base()
                        .high());
        assertTrue(rules.live().status().since().isAfter(since));
        assertEquals(State.IN_FORCE, onDisk().state());
        assertEquals(version(), onDisk().version());
        assertEquals(List.of(Outcome.ACCEPTED), outcomes());
    }

    @Test
    void whatIsBeingWrittenIsNotRead() {
        int before = compiled.get();
        for (int i = 10; i < 30; i++) {
            pack.bound("0.0" + i);
            rules.poll();
            rules.poll();
        }
        assertEquals(before, compiled.get());
        rules.poll();
        assertEquals(before + 1, compiled.get());
        assertEquals(List.of(Outcome.ACCEPTED), outcomes());
    }

    @Test
    void aRefusalIsToldOnceAndTheOldRulesGoOn() {
        Ruleset before = rules.live().get();
        pack.write(
                "causes/uplink-congested.drl",
                TinyPack.files()
                        .get("causes/uplink-congested.drl")
                        .replace("ingest.dropped_frame_ratio", "ingest.droped_frame_ratio"));
        settle();
        int tried = compiled.get();
        for (int i = 0; i < 100; i++) {
            rules.poll();
        }

        assertSame(before, rules.live().get());
        assertEquals(tried, compiled.get());
        assertEquals(List.of(Outcome.REFUSED), outcomes());
        assertEquals(State.REFUSED, onDisk().state());
        assertNotEquals(version(), onDisk().version());
        assertEquals("causes/uplink-congested.drl", complaint().file());
        assertEquals(9, complaint().line());
        assertTrue(
                complaint().maybe().contains("ingest.dropped_frame_ratio"),
                complaint().maybe());

        pack.bound("0.06");
        settle();
        assertEquals(List.of(Outcome.REFUSED, Outcome.REFUSED), outcomes());
        pack.write(TinyPack.files());
        settle();
        assertEquals(List.of(Outcome.REFUSED, Outcome.REFUSED, Outcome.RESTORED), outcomes());
        assertSame(before, rules.live().get());
        assertFalse(rules.live().status().refused());
    }

    @Test
    void aPackWhoseCasesFailIsRefused() {
        pack.write(
                "cases/uplink-congested.yaml",
                TinyPack.files().get("cases/uplink-congested.yaml").replace("verdict: CONFIRMED", "verdict: LIKELY"));
        settle();
        assertEquals(List.of(Outcome.REFUSED), outcomes());
        assertTrue(onDisk().complaints().stream().anyMatch(one -> one.problem().contains("the case \"fires\"")));
    }

    @Test
    void aCheckThatStumblesIsARefusal() {
        Path other = temp.resolve("other");
        PackOnDisk otherPack = PackOnDisk.in(other);
        RulesReloader stumbling = RulesReloader.open(
                other,
                (read, complaints) -> {
                    if (read.thresholds()
                                    .bounds()
                                    .get("playback.stall_ratio")
                                    .base()
                                    .high()
                            > 0.05) {
                        throw new StackOverflowError();
                    }
                    return new DroolsRuleCompiler().compile(read, complaints);
                },
                Clock.systemUTC());
        otherPack.bound("0.06");
        for (int i = 0; i < 4; i++) {
            stumbling.poll();
        }
        assertTrue(stumbling.live().status().refused());
    }

    @Test
    void whatEditorsLeaveBesideIsNoChange() {
        int before = compiled.get();
        for (String name : List.of(
                "causes/.uplink-congested.drl.swp",
                "causes/4913",
                "causes/uplink-congested.drl~",
                "causes/#uplink-congested.drl#",
                "knowledge/.#stalls.yaml",
                "cases/stalls.yaml___jb_tmp___",
                "knowledge/stalls.tmp",
                ".thresholds.yaml.swx",
                "README.md")) {
            pack.write(name, "x");
        }
        settle();
        assertEquals(before, compiled.get());
        assertEquals(List.of(), outcomes());
    }

    @Test
    void aVimWriteIsOneChange() throws IOException {
        Files.move(folder.resolve("thresholds.yaml"), folder.resolve("thresholds.yaml~"));
        rules.poll();
        rules.poll();
        pack.bound("0.07");
        Files.delete(folder.resolve("thresholds.yaml~"));
        settle();
        assertEquals(List.of(Outcome.ACCEPTED), outcomes());
    }

    @Test
    void aChangeIsSeenThoughSizeAndTimeAreAsBefore() throws IOException {
        Path file = folder.resolve("thresholds.yaml");
        var time = Files.getLastModifiedTime(file);
        pack.bound("0.08");
        Files.setLastModifiedTime(file, time);
        settle();
        assertEquals(List.of(Outcome.ACCEPTED), outcomes());
    }

    @Test
    void aSwapOfTheDataLinkIsSeen() throws IOException {
        // As the kubelet mounts a ConfigMap, and as git-sync does with the whole folder.
        Path mount = temp.resolve("mount");
        for (String version : List.of("..2026_1", "..2026_2")) {
            PackOnDisk.in(mount.resolve(version));
        }
        new PackOnDisk(mount.resolve("..2026_2")).bound("0.06");
        Files.createSymbolicLink(mount.resolve("..data"), Path.of("..2026_1"));
        for (String name : List.of(
                "pack.yaml",
                "metrics.yaml",
                "attributes.yaml",
                "thresholds.yaml",
                "symptoms",
                "causes",
                "knowledge",
                "cases")) {
            Files.createSymbolicLink(mount.resolve(name), Path.of("..data", name));
        }
        rules = open(mount);
        rules.live().listen(heard::add);

        Files.createSymbolicLink(mount.resolve("..data_tmp"), Path.of("..2026_2"));
        Files.move(mount.resolve("..data_tmp"), mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        settle();
        assertEquals(List.of(Outcome.ACCEPTED), outcomes());

        Path link = temp.resolve("link");
        Files.createSymbolicLink(link, mount.resolve("..2026_1"));
        rules = open(link);
        rules.live().listen(heard::add);
        Files.createSymbolicLink(temp.resolve("next"), mount.resolve("..2026_2"));
        Files.move(temp.resolve("next"), link, StandardCopyOption.ATOMIC_MOVE);
        settle();
        assertEquals(List.of(Outcome.ACCEPTED, Outcome.ACCEPTED), outcomes());
    }

    @Test
    void nothingOutsideOfTheFolderIsRead() throws IOException {
        String before = version();
        Path secret = Files.writeString(temp.resolve("secret"), "layer: secret");
        Path others = Files.createDirectory(temp.resolve("others"));
        Files.writeString(others.resolve("names.yaml"), "x");
        Files.createSymbolicLink(folder.resolve("knowledge/leak.yaml"), secret);
        Files.createSymbolicLink(folder.resolve("cases/others"), others);
        settle();

        assertEquals(before, version());
        assertEquals(
                List.of("cases/others", "knowledge/leak.yaml"),
                onDisk().complaints().stream().map(Complaint::file).toList());
        assertFalse(new PackDirectory(folder).read().files().containsValue("layer: secret"));
        assertEquals("", PackReader.files(folder).get("knowledge/leak.yaml"));
    }

    @Test
    void thousandsOfLinksAreToldUpToALimit() throws IOException {
        for (int i = 0; i < 1_100; i++) {
            Files.createSymbolicLink(folder.resolve("link-" + i), Path.of("/"));
        }

        assertEquals(1_000, new PackDirectory(folder).read().complaints().size());
    }

    @Test
    void aFolderMayVanishAndComeBack() throws IOException {
        String before = version();
        Path away = temp.resolve("away");
        Files.move(folder, away);
        settle();
        assertEquals(before, version());
        assertEquals(State.UNREADABLE, onDisk().state());
        assertEquals("there is no such folder.", complaint().problem());

        Files.writeString(folder, "a file");
        settle();
        assertEquals("this is a file where a folder is expected.", complaint().problem());

        Files.delete(folder);
        Files.createDirectory(folder);
        settle();
        assertEquals("there is no rule pack in this folder.", complaint().problem());

        Files.delete(folder);
        Files.move(away, folder);
        settle();
        assertEquals(before, version());
        assertEquals(List.of(Outcome.REFUSED, Outcome.REFUSED, Outcome.REFUSED, Outcome.RESTORED), outcomes());
    }

    @Test
    void whatCannotBeReadIsNamed() throws IOException {
        Path file = folder.resolve("causes/uplink-congested.drl");
        Files.delete(file);
        refused("causes/uplink-congested.drl");
        Files.createSymbolicLink(file, Path.of("nowhere"));
        refused("causes/uplink-congested.drl");
        Files.delete(file);
        Files.createSymbolicLink(file, file.getFileName());
        refused("causes/uplink-congested.drl");
        assertEquals(
                "this is a link that leads back to itself.",
                new PackDirectory(folder).read().complaints().get(0).problem());
        Files.delete(file);
        Files.write(file, new byte[] {(byte) 0xc3, 0x28});
        refused("causes/uplink-congested.drl");
        pack.write("causes/uplink-congested.drl", "x".repeat(1 << 21));
        refused("causes/uplink-congested.drl");
        Files.delete(file);
        pack.write("causes/uplink-congested.drl/deeper.drl", "x");
        refused("causes/uplink-congested.drl/deeper.drl");
        Files.createSymbolicLink(folder.resolve("cases/again"), Path.of(".."));
        refused("cases/again");
    }

    private void refused(String file) {
        settle();
        assertTrue(rules.live().status().refused());
        assertTrue(onDisk().complaints().stream().anyMatch(one -> one.file().equals(file)), onDisk().toString());
    }

    @Test
    void aBadFolderIsNotOpened() {
        pack.write("pack.yaml", "name: [");
        RulePackException refused = assertThrows(RulePackException.class, () -> open(folder));
        assertEquals("pack.yaml", refused.complaints().get(0).file());
        assertThrows(RulePackException.class, () -> open(temp.resolve("nowhere")));
    }

    @Test
    void oldRulesetsBecomeGarbage() {
        List<WeakReference<Ruleset>> old = new ArrayList<>();
        heard.clear();
        for (int i = 0; i < 60; i++) {
            old.add(new WeakReference<>(rules.live().get()));
            pack.bound("0.0" + (100 + i));
            settle();
            heard.clear();
        }
        for (int i = 0; i < 50 && old.stream().anyMatch(one -> one.get() != null); i++) {
            System.gc();
        }
        assertEquals(0, old.stream().filter(one -> one.get() != null).count());
    }
}
