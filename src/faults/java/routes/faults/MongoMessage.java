package routes.faults;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;

/** Messages of MongoDB's protocol (OP_MSG): which ask for a write, and what a primary answers that steps down. */
final class MongoMessage {
    private static final Set<String> WRITES = Set.of("insert", "update", "delete", "findAndModify");
    private static final int OP_MSG = 2013;
    private static final int HEADER = 16;
    /** Header, flags, and the kind of the first section. */
    private static final int DOCUMENT = HEADER + 4 + 1;

    private static final int OPERATION = 12;
    private static final int NAME = DOCUMENT + 4 + 1;
    private static final int NOT_WRITABLE_PRIMARY = 10107;
    private static final int SHUTDOWN_IN_PROGRESS = 91;

    private MongoMessage() {}

    /** Whether this is a request that writes. */
    static boolean writes(byte[] frame) {
        if (little(frame).getInt(OPERATION) != OP_MSG || frame[DOCUMENT - 1] != 0) {
            return false;
        }
        int end = NAME;
        while (frame[end] != 0) {
            end++;
        }
        return WRITES.contains(new String(frame, NAME, end - NAME, StandardCharsets.US_ASCII));
    }

    /** The answer to a request that nothing is done of. */
    static byte[] notPrimary(byte[] request) {
        return message(
                0,
                little(request).getInt(4),
                new BsonDocument("ok", new BsonInt32(0))
                        .append("errmsg", new BsonString("not primary"))
                        .append("code", new BsonInt32(NOT_WRITABLE_PRIMARY))
                        .append("codeName", new BsonString("NotWritablePrimary")));
    }

    /** The same answer, which now says that the write is done here and perhaps nowhere else. */
    static byte[] notByTheMajority(byte[] answer) {
        BsonDocument said = document(answer)
                .append(
                        "writeConcernError",
                        new BsonDocument("code", new BsonInt32(SHUTDOWN_IN_PROGRESS))
                                .append("codeName", new BsonString("ShutdownInProgress"))
                                .append("errmsg", new BsonString("replication is being shut down")))
                .append("errorLabels", new BsonArray(List.of(new BsonString("RetryableWriteError"))));
        ByteBuffer head = little(answer);
        return message(head.getInt(4), head.getInt(8), said);
    }

    private static BsonDocument document(byte[] answer) {
        ByteBuffer bytes = ByteBuffer.wrap(answer, DOCUMENT, answer.length - DOCUMENT)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN);
        try (BsonBinaryReader reader = new BsonBinaryReader(bytes)) {
            return new BsonDocumentCodec()
                    .decode(reader, DecoderContext.builder().build());
        }
    }

    private static byte[] message(int id, int answers, BsonDocument document) {
        BasicOutputBuffer body = new BasicOutputBuffer();
        try (BsonBinaryWriter writer = new BsonBinaryWriter(body)) {
            new BsonDocumentCodec()
                    .encode(writer, document, EncoderContext.builder().build());
        }
        byte[] bytes = body.toByteArray();
        ByteBuffer message = ByteBuffer.allocate(DOCUMENT + bytes.length).order(ByteOrder.LITTLE_ENDIAN);
        message.putInt(DOCUMENT + bytes.length).putInt(id).putInt(answers).putInt(OP_MSG);
        message.putInt(0).put((byte) 0).put(bytes);
        return message.array();
    }

    private static ByteBuffer little(byte[] frame) {
        return ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
    }
}
