package routes.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** How a matcher compares what an event has with its value. */
public enum MatchOperator {
    EQUAL("="),
    NOT_EQUAL("!="),
    LIKE("=~"),
    NOT_LIKE("!~");

    private final String sign;

    MatchOperator(String sign) {
        this.sign = sign;
    }

    @JsonValue
    public String sign() {
        return sign;
    }

    /** Whether its value is a regular expression. */
    public boolean regex() {
        return this == LIKE || this == NOT_LIKE;
    }

    /** Whether it holds when nothing compares. */
    public boolean negative() {
        return this == NOT_EQUAL || this == NOT_LIKE;
    }

    @JsonCreator
    public static MatchOperator of(String sign) {
        return Arrays.stream(values())
                .filter(one -> one.sign.equals(sign))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("op must be one of =, !=, =~, !~"));
    }
}
