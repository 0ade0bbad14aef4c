package routes.faults;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Something happens exactly at the n-th request of a kind: before the server sees it, or before its answer is seen. */
final class Trip {
    private static final int PRODUCE = 0;
    private static final int OFFSET_COMMIT = 8;

    private final Predicate<byte[]> kind;
    private final boolean atTheAnswer;
    private final Runnable act;
    private final AtomicInteger left;
    private final AtomicBoolean fired = new AtomicBoolean();

    private Trip(Predicate<byte[]> kind, boolean atTheAnswer, int nth, Runnable act) {
        this.kind = kind;
        this.atTheAnswer = atTheAnswer;
        this.left = new AtomicInteger(nth);
        this.act = act;
    }

    /** The request never reaches the server. */
    static Trip before(Predicate<byte[]> kind, int nth, Runnable act) {
        return new Trip(kind, false, nth, act);
    }

    /** The server did what it was asked, and the answer is lost. */
    static Trip after(Predicate<byte[]> kind, int nth, Runnable act) {
        return new Trip(kind, true, nth, act);
    }

    static Predicate<byte[]> produceTo(String topic) {
        return frame -> kafkaKey(frame) == PRODUCE && holds(frame, topic);
    }

    static Predicate<byte[]> offsetOf(String group) {
        return frame -> kafkaKey(frame) == OFFSET_COMMIT && holds(frame, group);
    }

    static Predicate<byte[]> command(String name, String collection, String word) {
        return frame -> holds(frame, "\u0002" + name + "\u0000") && holds(frame, collection) && holds(frame, word);
    }

    /** Whether this is the request; counts it if it is of the kind. */
    boolean takes(byte[] frame) {
        return left.get() > 0 && kind.test(frame) && left.decrementAndGet() == 0;
    }

    boolean atTheAnswer() {
        return atTheAnswer;
    }

    void fire() {
        act.run();
        fired.set(true);
    }

    boolean fired() {
        return fired.get();
    }

    private static int kafkaKey(byte[] frame) {
        return ByteBuffer.wrap(frame).getShort(4);
    }

    private static boolean holds(byte[] frame, String text) {
        return new String(frame, StandardCharsets.ISO_8859_1).contains(text);
    }
}
