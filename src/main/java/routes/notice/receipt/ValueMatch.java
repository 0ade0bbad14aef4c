package routes.notice.receipt;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a rule asks of one value of an answer. Its text is the way it is written. */
sealed interface ValueMatch {
    Pattern NUMBER = Pattern.compile("-?\\d{1,18}(?:\\.\\d{1,9})?");
    Pattern STATUS_CLASS = Pattern.compile("([1-9])xx");
    Pattern RANGE = Pattern.compile("(-?\\d{1,18})\\.\\.(-?\\d{1,18})?");

    boolean holds(Optional<String> value);

    /** One word of a rule: {@code present}, {@code absent}, {@code 2xx}, {@code 500..599}, {@code 60..} or a value. */
    static ValueMatch of(String word) {
        Matcher status = STATUS_CLASS.matcher(word);
        if (status.matches()) {
            BigDecimal from = new BigDecimal(status.group(1) + "00");
            return new Range(from, from.add(BigDecimal.valueOf(99)), word);
        }
        Matcher range = RANGE.matcher(word);
        if (range.matches()) {
            String to = range.group(2);
            return new Range(new BigDecimal(range.group(1)), to == null ? null : new BigDecimal(to), word);
        }
        return switch (word) {
            case "present" -> new Present();
            case "absent" -> new Absent();
            default -> new Equal(word);
        };
    }

    record Present() implements ValueMatch {
        @Override
        public boolean holds(Optional<String> value) {
            return value.isPresent();
        }

        @Override
        public String toString() {
            return "present";
        }
    }

    record Absent() implements ValueMatch {
        @Override
        public boolean holds(Optional<String> value) {
            return value.isEmpty();
        }

        @Override
        public String toString() {
            return "absent";
        }
    }

    /** Compares texts: a vendor may write its code as a number or as text. */
    record Equal(String wanted) implements ValueMatch {
        @Override
        public boolean holds(Optional<String> value) {
            return value.filter(wanted::equals).isPresent();
        }

        @Override
        public String toString() {
            return wanted;
        }
    }

    record Range(BigDecimal from, @Nullable BigDecimal to, String written) implements ValueMatch {
        public Range {
            if (to != null && to.compareTo(from) < 0) {
                throw new IllegalArgumentException("the range " + written + " ends before it begins");
            }
        }

        @Override
        public boolean holds(Optional<String> value) {
            return value.filter(text -> NUMBER.matcher(text).matches())
                    .map(BigDecimal::new)
                    .filter(number -> number.compareTo(from) >= 0 && (to == null || number.compareTo(to) <= 0))
                    .isPresent();
        }

        @Override
        public String toString() {
            return written;
        }
    }

    /** Holds when the value has the words in it, in any case. */
    record Contains(String words) implements ValueMatch {
        @Override
        public boolean holds(Optional<String> value) {
            return value.filter(text -> text.toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT)))
                    .isPresent();
        }

        @Override
        public String toString() {
            return "contains \"" + words + "\"";
        }
    }

    record AnyOf(List<ValueMatch> tests) implements ValueMatch {
        public AnyOf {
            tests = List.copyOf(tests);
        }

        @Override
        public boolean holds(Optional<String> value) {
            return tests.stream().anyMatch(test -> test.holds(value));
        }

        @Override
        public String toString() {
            return tests.stream().map(ValueMatch::toString).collect(Collectors.joining(" or "));
        }
    }
}
