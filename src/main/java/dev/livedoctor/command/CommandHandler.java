package dev.livedoctor.command;

import dev.livedoctor.chat.Platform;
import dev.livedoctor.command.Answer.Grounds;
import dev.livedoctor.command.Answer.Outcome;
import dev.livedoctor.command.Answer.Steps;
import dev.livedoctor.command.Answer.Verdict;
import dev.livedoctor.command.Answer.Words;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.history.HistoryUnavailableException;
import dev.livedoctor.history.Mutes;
import dev.livedoctor.history.Reports;
import dev.livedoctor.history.StoredReport;
import dev.livedoctor.reload.LiveRules;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Answers commands, whichever platform they come from. */
@ApplicationScoped
class CommandHandler {
    /** Characters of the name of a room in a snapshot. */
    private static final int LONGEST_ROOM = 128;

    private static final Logger LOG = Logger.getLogger(CommandHandler.class);

    private final Reports reports;
    private final LiveRules rules;
    private final Mutes mutes;
    private final Clock clock;
    private final LastRooms lastRooms = new LastRooms();

    CommandHandler(Reports reports, LiveRules rules, Mutes mutes, Clock clock) {
        this.reports = reports;
        this.rules = rules;
        this.mutes = mutes;
        this.clock = clock;
    }

    /** What {@code call}, which came from {@code platform}, is answered. */
    Answer answer(Platform platform, CallerPermissions permissions, CommandRequest call) {
        try {
            return known(platform, permissions, call);
        } catch (HistoryUnavailableException e) {
            LOG.errorf(e, "a command from %s could not be answered", PlatformEndpoints.path(platform));
            Language language = call.command().language();
            return new Words(Outcome.FAILED, Phrases.notReadable(language), language);
        }
    }

    private Answer known(Platform platform, CallerPermissions permissions, CommandRequest call) {
        Command command = call.command();
        Language language = command.language();
        if (!permissions.mayAsk(call)) {
            return new Words(Outcome.DENIED, Phrases.denied(call, setting(platform, "MAY_ASK"), language), language);
        }
        return switch (command.verb()) {
            case DIAGNOSE -> report(platform, call, report -> new Verdict(report, language));
            case WHY -> report(platform, call, report -> new Grounds(report, language));
            case NEXT -> report(platform, call, report -> new Steps(report, language));
            case RULES -> answered(RulesText.of(rules.status(), language), language);
            case HELP -> answered(Phrases.help(language), language);
            case MUTE, UNMUTE -> mute(platform, permissions, call);
            case UNCLEAR -> new Words(Outcome.UNCLEAR, Phrases.unclear(language), language);
        };
    }

    private Answer report(Platform platform, CommandRequest call, Function<StoredReport, Answer> answer) {
        Verb verb = call.command().verb();
        Language language = call.command().language();
        Optional<String> room = Optional.of(call.command().room())
                .filter(named -> !named.isEmpty())
                .or(() -> verb == Verb.DIAGNOSE ? Optional.empty() : lastRooms.of(platform, call.channel()));
        if (room.isEmpty()) {
            return new Words(Outcome.UNCLEAR, Phrases.whichRoom(verb, language), language);
        }
        Optional<StoredReport> latest = reports.latest(room.get());
        latest.ifPresent(report -> lastRooms.put(platform, call.channel(), room.get()));
        return latest.map(answer)
                .orElseGet(() -> new Words(Outcome.UNKNOWN_ROOM, Phrases.neverSeen(room.get(), language), language));
    }

    /** Permissions are checked first, so that callers without them learn nothing. */
    private Answer mute(Platform platform, CallerPermissions permissions, CommandRequest call) {
        Command command = call.command();
        Language language = command.language();
        String room = command.room();
        if (!permissions.mayMute(call)) {
            return new Words(Outcome.DENIED, Phrases.denied(call, setting(platform, "MAY_MUTE"), language), language);
        }
        boolean begin = command.verb() == Verb.MUTE;
        if (room.isEmpty()
                || room.length() > LONGEST_ROOM
                || begin && command.length().isZero()) {
            return new Words(Outcome.UNCLEAR, Phrases.howLong(language), language);
        }
        String who = PlatformEndpoints.path(platform) + ":" + call.user();
        try {
            if (!begin) {
                boolean was = mutes.unmute(room);
                LOG.infof("%s ended the mute of a room", who);
                return answered(Phrases.unmuted(room, was, language), language);
            }
            Instant until = clock.instant().plus(command.length()).truncatedTo(ChronoUnit.SECONDS);
            mutes.mute(room, until, who, "asked for in " + PlatformEndpoints.path(platform) + ":" + call.channel());
            LOG.infof("%s muted a room until %s", who, until);
            return answered(Phrases.muted(room, until, reports.latest(room).isPresent(), language), language);
        } catch (HistoryUnavailableException e) {
            LOG.errorf(e, "%s asked for a mute that could not be kept", who);
            return new Words(Outcome.FAILED, Phrases.notKept(language), language);
        }
    }

    private static Answer answered(List<String> lines, Language language) {
        return new Words(Outcome.ANSWERED, lines, language);
    }

    /** As an environment variable: what is written with dots looks like a link to a chat, and is changed. */
    private static String setting(Platform platform, String who) {
        return "LIVEDOCTOR_COMMANDS_" + platform + "_" + who;
    }
}
