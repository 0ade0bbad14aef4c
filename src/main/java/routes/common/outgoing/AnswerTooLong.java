package routes.common.outgoing;

import java.io.IOException;

/** An answer is longer than its endpoint reads. */
public final class AnswerTooLong extends IOException {
    private static final long serialVersionUID = 1L;

    AnswerTooLong(int mostBytes) {
        super("the answer is larger than " + mostBytes + " bytes");
    }
}
