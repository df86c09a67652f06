package dev.livedoctor.chat;

import dev.livedoctor.diagnosis.CauseKnowledge;
import dev.livedoctor.diagnosis.SymptomKnowledge;
import org.jspecify.annotations.Nullable;

/** What the rules in force know of codes; a code may be of rules that were in force before. */
public interface CodeLookup {

    /** The cause of this code; null where there is none. */
    @Nullable
    CauseKnowledge cause(String code);

    /** The symptom of this code; null where there is none. */
    @Nullable
    SymptomKnowledge symptom(String code);
}
