package dev.livedoctor.drools;

import dev.livedoctor.ruleset.Complaint;
import dev.livedoctor.ruleset.ComplaintCode;
import dev.livedoctor.ruleset.RulePack;
import dev.livedoctor.ruleset.Titles;
import dev.livedoctor.ruleset.Vocabulary;
import dev.livedoctor.ruleset.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;

/** The forms that rules are written in: DRL itself, sentences, tables. All become DRL text, and pass the same check. */
final class RuleFormats {
    private final Vocabulary vocabulary;
    private final Supplier<Titles> titles;
    private final SentenceLanguage language;
    private final SortedMap<String, String> files;

    RuleFormats(RulePack pack) {
        files = pack.files();
        vocabulary = pack.vocabulary();
        titles = new Once<>(() -> Titles.of(pack));
        language = new SentenceLanguage(pack.files());
    }

    /** Sees to what the files of language/ say, be there a sentence or a table that uses it or not; whether all of it is right. */
    boolean check(List<Complaint> complaints) {
        language.check(vocabulary, complaints);
        files.subMap("language/", "language0").forEach((file, text) -> {
            if (text.contains("words:")) {
                List<Complaint> found = new ArrayList<>();
                YamlValue.read(file, text, found).at("words").fields().forEach((word, said) -> {
                    if (!TableNames.words().contains(word)) {
                        said.key()
                                .complainOfUnknown(
                                        ComplaintCode.UNKNOWN_WORD, word, TableNames.words(), "no such word");
                    }
                });
                found.stream().filter(one -> !complaints.contains(one)).forEach(complaints::add);
            }
        });
        return complaints.stream().noneMatch(one -> !one.advice() && one.file().startsWith("language/"));
    }

    /** The rules in {@code text}. */
    List<Rule> read(String file, String text, List<Complaint> complaints) {
        if (file.startsWith("tables/")) {
            return new EvidenceTable(file, vocabulary, titles.get(), complaints).read(text);
        }
        return file.endsWith(".dslr")
                ? new Sentences(file, vocabulary, titles.get(), language, complaints).read(text)
                : RuleReader.read(file, text, vocabulary, complaints);
    }

    /** Made when it is asked for first: most packs have neither sentences nor tables. */
    private static final class Once<T> implements Supplier<T> {
        private final Supplier<T> make;
        private @org.jspecify.annotations.Nullable T made;

        Once(Supplier<T> make) {
            this.make = make;
        }

        @Override
        public synchronized T get() {
            if (made == null) {
                made = make.get();
            }
            return made;
        }
    }
}
