package routes.common.outgoing;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;

/**
 * How much of an answer is read.
 *
 * @param mostBytes after unpacking
 */
record AnswerLimit(Reading reading, int mostBytes) {
    /** What of an answer is used. */
    enum Reading {
        /** All of it: a longer one is an error. */
        WHOLE,
        /** Its beginning: the rest is not read. */
        START,
        /** Its status: a body that breaks off, or does not come in time, changes nothing. */
        STATUS;

        static Reading named(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    AnswerLimit {
        if (mostBytes < 1 || mostBytes == Integer.MAX_VALUE) {
            throw new IllegalArgumentException("the limit of an answer must be positive, not " + mostBytes);
        }
    }

    /** @throws AnswerTooLong when all of it is wanted and it is longer */
    Read read(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(mostBytes + 1);
        boolean whole = bytes.length <= mostBytes;
        if (!whole && reading == Reading.WHOLE) {
            throw new AnswerTooLong(mostBytes);
        }
        return new Read(whole ? bytes : Arrays.copyOf(bytes, mostBytes), whole);
    }

    /** @param whole whether the answer ends with these bytes */
    record Read(byte[] bytes, boolean whole) {}
}
