package routes.faults;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Where one message of a protocol ends, and which answer belongs to which request. */
enum Frames {
    /** A length that counts what follows it; a request has its number after key and version, an answer at once. */
    KAFKA(ByteOrder.BIG_ENDIAN, 4, 8, 4),
    /** A length that counts itself; the number of a request, then the number that an answer is for. */
    MONGO(ByteOrder.LITTLE_ENDIAN, 0, 4, 8);

    private static final int LENGTH = 4;

    private final ByteOrder order;
    private final int uncounted;
    private final int requestNumber;
    private final int answerNumber;

    Frames(ByteOrder order, int uncounted, int requestNumber, int answerNumber) {
        this.order = order;
        this.uncounted = uncounted;
        this.requestNumber = requestNumber;
        this.answerNumber = answerNumber;
    }

    /** The next message as a whole, its length included. */
    byte[] read(DataInputStream in) throws IOException {
        byte[] length = new byte[LENGTH];
        in.readFully(length);
        byte[] frame = new byte[ByteBuffer.wrap(length).order(order).getInt() + uncounted];
        System.arraycopy(length, 0, frame, 0, LENGTH);
        in.readFully(frame, LENGTH, frame.length - LENGTH);
        return frame;
    }

    int numberOfRequest(byte[] frame) {
        return number(frame, requestNumber);
    }

    int numberAnswered(byte[] frame) {
        return number(frame, answerNumber);
    }

    private int number(byte[] frame, int at) {
        return ByteBuffer.wrap(frame).order(order).getInt(at);
    }
}
