package routes.notice.receipt;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where a rule finds how long to wait. */
sealed interface Wait {
    /** Used by every rule that says nothing of its own. */
    List<Wait> USUAL = List.of(new Stated(new AnswerValue("header Retry-After")));

    /** Stands behind a place whose number is milliseconds, as Matrix says them. */
    String MILLIS = " ms";

    Optional<Duration> in(AnswerFacts facts);

    /** The answer says it: seconds or an HTTP date, which is read by the vendor's own clock where the answer shows it. */
    record Stated(AnswerValue where) implements Wait {
        @Override
        public Optional<Duration> in(AnswerFacts facts) {
            Instant now = facts.answer().vendorTime().orElse(facts.answer().at());
            return where.in(facts).flatMap(text -> RetryAfter.parse(text, now));
        }
    }

    /** The answer says it in whole milliseconds. */
    record StatedMillis(AnswerValue where) implements Wait {
        @Override
        public Optional<Duration> in(AnswerFacts facts) {
            return where.in(facts)
                    .filter(text -> text.matches("\\d{1,12}"))
                    .map(text -> Duration.ofMillis(Long.parseLong(text)))
                    .map(wait -> wait.compareTo(RetryAfter.LONGEST) > 0 ? RetryAfter.LONGEST : wait);
        }
    }

    /** The vendor's documentation says it. */
    record Fixed(Duration time) implements Wait {
        @Override
        public Optional<Duration> in(AnswerFacts facts) {
            return Optional.of(time);
        }
    }
}
