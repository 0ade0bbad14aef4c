package routes.notice.receipt;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One value of an answer that a rule can ask for or a remedy can show: {@code status}, {@code code} (where the file says
 * that the vendor's code is), {@code body} (as text), {@code /a/b} (JSON pointer into the body), {@code header Name},
 * {@code sent_bytes}, {@code skew_minutes}.
 */
record AnswerValue(String written) {
    private static final String HEADER = "header ";
    private static final Set<String> WORDS = Set.of("status", "code", "body", "sent_bytes", "skew_minutes");

    AnswerValue {
        if (written.startsWith("/")) {
            JsonPointer.compile(written);
        } else if (!WORDS.contains(written) && !namesHeader(written)) {
            throw new IllegalArgumentException("\"" + written + "\" is neither a JSON pointer, nor \"header <name>\","
                    + " nor one of " + List.copyOf(new java.util.TreeSet<>(WORDS)));
        }
    }

    private static boolean namesHeader(String written) {
        return written.startsWith(HEADER) && written.length() > HEADER.length();
    }

    Optional<String> in(AnswerFacts facts) {
        if (written.startsWith("/")) {
            return facts.json(written);
        }
        if (written.startsWith(HEADER)) {
            return facts.answer().header(written.substring(HEADER.length()));
        }
        return switch (written) {
            case "status" -> Optional.of(Integer.toString(facts.answer().status()));
            case "code" -> facts.code();
            case "body" -> facts.text();
            case "sent_bytes" -> Optional.of(Long.toString(facts.answer().sent().bytes()));
            default -> facts.answer().skewMinutes().map(String::valueOf);
        };
    }

    @Override
    public String toString() {
        return written;
    }
}
