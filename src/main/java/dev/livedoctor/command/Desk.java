package dev.livedoctor.command;

import dev.livedoctor.chat.Platform;
import dev.livedoctor.command.Answer.Grounds;
import dev.livedoctor.command.Answer.Outcome;
import dev.livedoctor.command.Answer.Steps;
import dev.livedoctor.command.Answer.Verdict;
import dev.livedoctor.command.Answer.Words;
import dev.livedoctor.diagnosis.Language;
import dev.livedoctor.history.RecentReports;
import dev.livedoctor.history.StoredReport;
import dev.livedoctor.reload.LiveRules;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Answers commands, whichever platform they come from. */
@ApplicationScoped
public class Desk {
    private final RecentReports reports;
    private final LiveRules rules;
    private final LastRooms lastRooms = new LastRooms();

    Desk(RecentReports reports, LiveRules rules) {
        this.reports = reports;
        this.rules = rules;
    }

    /** What {@code call}, which came from {@code platform}, is answered. */
    Answer answer(Platform platform, Guests guests, Call call) {
        Command command = call.command();
        Language language = command.language();
        if (!guests.mayAsk(call)) {
            return new Words(Outcome.DENIED, Phrases.denied(call, setting(platform, "may-ask"), language), language);
        }
        return switch (command.verb()) {
            case DIAGNOSE -> report(platform, call, report -> new Verdict(report, language));
            case WHY -> report(platform, call, report -> new Grounds(report, language));
            case NEXT -> report(platform, call, report -> new Steps(report, language));
            case RULES -> answered(RulesWords.of(rules.standing(), language), language);
            case HELP -> answered(Phrases.help(language), language);
            case MUTE, UNMUTE, UNCLEAR -> new Words(Outcome.UNCLEAR, Phrases.unclear(language), language);
        };
    }

    private Answer report(Platform platform, Call call, Function<StoredReport, Answer> answer) {
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

    private static Answer answered(List<String> lines, Language language) {
        return new Words(Outcome.ANSWERED, lines, language);
    }

    private static String setting(Platform platform, String who) {
        return "livedoctor.commands." + OpenDoors.path(platform) + "." + who;
    }
}
