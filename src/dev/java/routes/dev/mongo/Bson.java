package routes.dev.mongo;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** Documents as bytes: how they lie in the store's memory and, just the same, in its file. */
final class Bson extends BasicDataType<byte[]> {

    static final Bson TYPE = new Bson();

    private static final int ARRAY_OVERHEAD = 16;
    private static final int USUAL_DOCUMENT = 4096;
    private static final ThreadLocal<ByteBuf> BUFFER = ThreadLocal.withInitial(() -> Unpooled.buffer(USUAL_DOCUMENT));

    private Bson() {}

    static byte[] of(Document document) {
        ByteBuf buffer = BUFFER.get().clear();
        BsonEncoder.encodeDocument(document, buffer);
        byte[] bson = new byte[buffer.readableBytes()];
        buffer.readBytes(bson);
        return bson;
    }

    /** A new document that its caller may change. */
    static Document document(byte[] bson) {
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bson));
    }

    @Override
    public int getMemory(byte[] bson) {
        return ARRAY_OVERHEAD + bson.length;
    }

    @Override
    public void write(WriteBuffer out, byte[] bson) {
        out.put(bson);
    }

    /** BSON begins with its length. */
    @Override
    public byte[] read(ByteBuffer in) {
        ByteBuffer head = in.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        byte[] bson = new byte[head.getInt()];
        in.get(bson);
        return bson;
    }

    @Override
    public byte[][] createStorage(int size) {
        return new byte[size][];
    }
}
