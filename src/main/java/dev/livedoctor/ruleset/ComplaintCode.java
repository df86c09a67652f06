package dev.livedoctor.ruleset;

import java.util.Locale;

/** Every kind of complaint. The page docs/complaints.md says of each what it means, with a bad and a good example. */
public enum ComplaintCode {
    // The files.
    MISSING_FILE,
    MISSING_RULE,
    MISSING_CASE,
    UNKNOWN_FILE,
    EMPTY_FILE,
    NOT_UTF8,
    FORBIDDEN_CHARACTER,
    MERGE_CONFLICT,
    TOO_LARGE,
    TOO_MANY,
    RULES_API,
    // YAML.
    YAML_SYNTAX,
    YAML_SUBSET,
    DUPLICATE_KEY,
    UNKNOWN_KEY,
    MISSING_VALUE,
    MISSING_TEXT,
    MISSING_ACTION,
    STRAY_QUOTE,
    CUT_TEXT,
    UNKNOWN_PLACEHOLDER,
    WRONG_TYPE,
    // Words and names.
    UNKNOWN_WORD,
    UNKNOWN_NAME,
    UNKNOWN_CODE,
    BAD_NAME,
    DUPLICATE_NAME,
    // Numbers.
    OUT_OF_RANGE,
    UNLIKELY_UNIT,
    BOUNDS_CROSSED,
    SEVERE_SIDE,
    WRONG_SIDE,
    LAYER_NEVER_FITS,
    LAYER_SHADOWED,
    DERIVED_TOO_EARLY,
    // Rules.
    DRL_SYNTAX,
    NOT_IN_SUBSET,
    FORBIDDEN_IMPORT,
    MISSING_IMPORT,
    WRONG_PACKAGE,
    RULE_NAME,
    DUPLICATE_RULE,
    MISPLACED_RULE,
    BAD_CONSTRAINT,
    BAD_CONSEQUENCE,
    UNKNOWN_FACT,
    UNKNOWN_FIELD,
    TYPE_MISMATCH,
    BAD_BINDING,
    UNKEYED_JOIN,
    TOO_DEEP,
    TOO_SLOW,
    NEVER_FIRES,
    UNKNOWN_DIMENSION,
    BAD_TABLE,
    BAD_SENTENCE,
    // The pack as a whole.
    CASE_FAILED,
    CHECK_FAILED,
    // Advice.
    UNTRANSLATED_TEXT(true),
    UNUSED_NAME(true),
    UNEXPLAINED_SYMPTOM(true);

    private final boolean advice;

    ComplaintCode() {
        this(false);
    }

    ComplaintCode(boolean advice) {
        this.advice = advice;
    }

    /** The name in kebab-case, stable over versions. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a pack may go live with it. */
    public boolean isAdvice() {
        return advice;
    }

    /** Where the documentation says what it means. */
    public String page() {
        return "docs/complaints.md#" + code();
    }
}
