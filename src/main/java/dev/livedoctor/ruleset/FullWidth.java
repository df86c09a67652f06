package dev.livedoctor.ruleset;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the punctuation of a Chinese keyboard where YAML wants that of an English one. */
final class FullWidth {
    private static final Map<String, String> TWINS =
            Map.of("，", ",", "、", ",", "：", ":", "。", ".", "【", "[", "】", "]", "｛", "{", "｝", "}");

    /** Beside letters that YAML reads; within Chinese texts these signs are right. */
    private static final Pattern SIGN = Pattern.compile(
            "(?<=[\\w\"'\\])}])[，、：。】｝](?=\\s*(?:[\\w\"'\\[{},\\]#-]|$))" + "|(?<=[\\s:,\\[{])[【｛](?=\\s*[\\w\"'])");

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'");

    private static final Set<String> OF_SIGNS = Set.of(
            ComplaintCode.YAML_SYNTAX.code(),
            ComplaintCode.UNKNOWN_NAME.code(),
            ComplaintCode.UNKNOWN_CODE.code(),
            ComplaintCode.WRONG_TYPE.code());

    /** Of so many complaints each is looked into. */
    private static final int FEW = 20;

    private FullWidth() {}

    /** Says in complaints of a line with such a sign which one it is. */
    static void name(ComplaintList list) {
        if (list.complaints().size() > FEW) {
            return;
        }
        list.complaints().replaceAll(one -> {
            if (!one.file().endsWith(".yaml") || one.line() == 0 || !OF_SIGNS.contains(one.code())) {
                return one;
            }
            String line = list.text(one.file())
                    .lines()
                    .skip(one.line() - 1L)
                    .findFirst()
                    .orElse("");
            Matcher sign = SIGN.matcher(QUOTED.matcher(line).replaceAll("\"\""));
            return sign.find()
                    ? one.withHint(
                            TWINS.get(sign.group()) + " as on an English keyboard, instead of " + sign.group() + "?")
                    : one;
        });
    }
}
