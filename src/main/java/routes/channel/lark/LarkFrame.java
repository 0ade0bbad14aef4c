package routes.channel.lark;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A frame of Lark's long connection, in protobuf: what the schema of its SDKs calls {@code pbbp2.Frame}.
 *
 * @param method 0 for control, 1 for data
 * @param headers such as {@code type}, {@code message_id}, {@code sum}, {@code seq}
 */
record LarkFrame(long seqId, long logId, int service, int method, Map<String, String> headers, byte[] payload) {
    static final int CONTROL = 0;
    static final int DATA = 1;

    private static final int SEQ_ID = 1;
    private static final int LOG_ID = 2;
    private static final int SERVICE = 3;
    private static final int METHOD = 4;
    private static final int HEADERS = 5;
    private static final int PAYLOAD = 8;
    private static final int KEY = 1;
    private static final int VALUE = 2;

    /** @throws IOException if the bytes are no frame */
    static LarkFrame read(byte[] bytes) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        long seqId = 0;
        long logId = 0;
        int service = 0;
        int method = 0;
        Map<String, String> headers = new LinkedHashMap<>();
        byte[] payload = new byte[0];
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case SEQ_ID -> seqId = in.readUInt64();
                case LOG_ID -> logId = in.readUInt64();
                case SERVICE -> service = in.readInt32();
                case METHOD -> method = in.readInt32();
                case HEADERS -> header(in.readByteArray(), headers);
                case PAYLOAD -> payload = in.readByteArray();
                default -> in.skipField(tag);
            }
        }
        return new LarkFrame(seqId, logId, service, method, headers, payload);
    }

    private static void header(byte[] bytes, Map<String, String> headers) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        String key = "";
        String value = "";
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case KEY -> key = in.readString();
                case VALUE -> value = in.readString();
                default -> in.skipField(tag);
            }
        }
        headers.put(key, value);
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            out.writeUInt64(SEQ_ID, seqId);
            out.writeUInt64(LOG_ID, logId);
            out.writeInt32(SERVICE, service);
            out.writeInt32(METHOD, method);
            for (Map.Entry<String, String> header : headers.entrySet()) {
                out.writeByteArray(HEADERS, header(header));
            }
            if (payload.length > 0) {
                out.writeByteArray(PAYLOAD, payload);
            }
            out.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes all bytes", e);
        }
    }

    private static byte[] header(Map.Entry<String, String> header) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeString(KEY, header.getKey());
        out.writeString(VALUE, header.getValue());
        out.flush();
        return bytes.toByteArray();
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The same frame with another payload: how a frame is answered. */
    LarkFrame with(byte[] answer) {
        return new LarkFrame(seqId, logId, service, method, headers, answer);
    }
}
