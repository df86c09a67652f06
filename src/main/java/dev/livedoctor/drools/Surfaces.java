package dev.livedoctor.drools;

import dev.livedoctor.ruleset.Complaint;
import dev.livedoctor.ruleset.RulePack;
import dev.livedoctor.ruleset.Titles;
import dev.livedoctor.ruleset.Vocabulary;
import java.util.List;
import java.util.function.Supplier;

/** The forms that rules are written in: DRL itself, sentences, tables. All become DRL text, and pass the same check. */
final class Surfaces {
    private final Vocabulary vocabulary;
    private final Supplier<Titles> titles;
    private final Language language;

    Surfaces(RulePack pack) {
        vocabulary = pack.vocabulary();
        titles = new Once<>(() -> Titles.of(pack));
        language = new Language(pack.files());
    }

    /** Sees to what the files of language/ say, be there a sentence or not. */
    void check(List<Complaint> complaints) {
        complaints.addAll(language.complaints());
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
