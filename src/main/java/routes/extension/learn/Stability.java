package routes.extension.learn;

import java.util.Optional;
import java.util.regex.Pattern;

/** Whether a field may be part of a fingerprint: it has to be the same for every alarm of one problem. */
final class Stability {
    private static final String ISO_TIME = "\\d{4}-\\d\\d-\\d\\d([T ]\\d\\d:\\d\\d.*)?|\\d{4}/\\d\\d/\\d\\d .*";
    /** Seconds or milliseconds of 2001 to 2286. */
    private static final String EPOCH = "[1-9]\\d{9}([.]\\d+)?|[1-9]\\d{12}";

    private static final String TIME_WORDS =
            "(.* )?(time|date|at|timestamp|ts|when|started|ended|since|until|created|updated|seen|occurred|occured)";
    private static final String STATE_WORDS = "(.* )?(status|state|transition|event type|event action|action|severity"
            + "|level|priority|urgency|criticality|ok|resolved|recovered|alert type|acknowledged)";
    private static final String COUNT_WORDS = "(.* )?(count|counter|seq|sequence|number|occurrences|times|attempt"
            + "|attempts|duration|elapsed|retries|total|age|value|values|current|measured|threshold|score|rate|percent)";
    private static final String FREE_WORDS =
            "(.* )?(title|subject|headline|summary|description|message|msg|body|text|details?|reason|comment)";
    private static final String POST_ID_WORDS = "(id|uuid|guid|(.* )?(event|delivery|message|request|notification"
            + "|session|trace|span|incident|history|log|transaction) ?(id|uuid|key))";
    private static final String UUID = "(?i)[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}";
    private static final int LONG_TEXT = 120;
    static final String STATE = "changes when the problem gets worse or ends";
    /** Texts such as {@code 93 % used}, {@code 2.5s}, {@code [Resolved] disk} or {@code down since 2026-05-01}. */
    private static final Pattern CHANGING = Pattern.compile("\\d(?:\\.\\d+)?\\s?(?:%|°|ms\\b|s\\b|min\\b|[kKMGT]i?B\\b)"
            + "|\\d{4}-\\d\\d-\\d\\d|\\b\\d\\d:\\d\\d:\\d\\d\\b"
            + "|(?i)^\\W*\\[?\\s*(?:firing|resolved|triggered|recovered|alerting|problem|ok)\\b\\s*[:\\]\\-]");

    private Stability() {}

    /** Why the field must not be part of a fingerprint; empty when it may. */
    static Optional<String> unsafe(Leaf leaf) {
        String words = leaf.words();
        if (isTime(leaf)) {
            return Optional.of("a time");
        }
        if (leaf.texts().anyMatch(Masked.HIDDEN::equals)) {
            return Optional.of("a secret");
        }
        if (words.matches(STATE_WORDS) || leaf.allBooleans()) {
            return Optional.of(STATE);
        }
        if (words.matches(COUNT_WORDS) || leaf.allNumbers() && !words.matches("(.* )?id")) {
            return Optional.of("a value or a counter");
        }
        if ((words.matches(POST_ID_WORDS) && !FingerprintGuess.named(leaf) || leaf.each(UUID))
                && leaf.different() * 2 > leaf.items()) {
            return Optional.of("an id of one post, as far as can be seen");
        }
        if (words.matches(FREE_WORDS)) {
            return Optional.of("a text for people: it may hold values or the status");
        }
        if (leaf.texts().anyMatch(text -> CHANGING.matcher(text).find())) {
            return Optional.of("a text that holds a value, a time or the status");
        }
        if (leaf.texts().anyMatch(text -> text.length() > LONG_TEXT || text.matches("(?i)https?://.*"))) {
            return Optional.of("a long text or a link");
        }
        return Optional.empty();
    }

    /** Whether it is a fact for a label: the others change with every alarm or are read elsewhere. */
    static boolean fact(Leaf leaf) {
        return unsafe(leaf)
                .filter(why -> !why.equals(STATE) && !why.startsWith("a long"))
                .isEmpty();
    }

    static boolean isTime(Leaf leaf) {
        return leaf.each(ISO_TIME) || leaf.words().matches(TIME_WORDS) && leaf.each(ISO_TIME + "|" + EPOCH + "|\\d+");
    }
}
