package routes.notice.receipt;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a person can do about an answer, in words with places for values: {@code {code}}, {@code {/errmsg}},
 * {@code {header Location}}, {@code {sent_bytes}}, {@code {limit_bytes}}, {@code {skew_minutes}}.
 */
record Remedy(String template, long limitBytes) {
    private static final String LIMIT = "limit_bytes";
    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{4,18}");

    static final Remedy NONE = new Remedy("", 0);

    Remedy {
        for (String place : places(template)) {
            if (!place.equals(LIMIT)) {
                new AnswerValue(place);
            } else if (limitBytes <= 0) {
                throw new IllegalArgumentException("{limit_bytes} is used, but the file gives no limit_bytes");
            }
        }
    }

    String in(AnswerFacts facts) {
        return PLACE.matcher(template).replaceAll(place -> Matcher.quoteReplacement(value(place.group(1), facts)));
    }

    private String value(String place, AnswerFacts facts) {
        if (place.equals(LIMIT)) {
            return grouped(Long.toString(limitBytes));
        }
        Optional<String> value = new AnswerValue(place).in(facts);
        return place.endsWith("_bytes") ? grouped(value.orElse("?")) : value.orElse("?");
    }

    /** Sizes are read by people: 24,110. */
    private static String grouped(String number) {
        return WHOLE_NUMBER.matcher(number).matches()
                ? String.format(Locale.ROOT, "%,d", Long.parseLong(number))
                : number;
    }

    private static List<String> places(String template) {
        return PLACE.matcher(template).results().map(found -> found.group(1)).toList();
    }
}
