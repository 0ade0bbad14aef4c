package routes.store;

import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.BsonReader;
import org.bson.BsonValue;
import org.bson.BsonWriter;
import org.bson.Document;
import org.bson.codecs.Codec;
import org.bson.codecs.CollectibleCodec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecProvider;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Writes a {@link Document} as the driver's {@link DocumentCodec} does, byte for byte, without asking the registry for the codec of
 * each value: that search is half of what a merge costs. A type that is not named here goes to the registry; reading is the driver's.
 */
public final class PlainDocumentCodec implements CollectibleCodec<Document> {
    private static final String ID = "_id";
    private static final EncoderContext NESTED = EncoderContext.builder().build();

    private final CodecRegistry registry;
    private final DocumentCodec driver;

    private PlainDocumentCodec(CodecRegistry registry) {
        this.registry = registry;
        driver = new DocumentCodec(registry);
    }

    /** For the settings of a client, before the codecs of the driver. */
    public static CodecProvider provider() {
        return new CodecProvider() {
            @Override
            @SuppressWarnings("unchecked")
            public <T> @Nullable Codec<T> get(Class<T> type, CodecRegistry registry) {
                return type == Document.class ? (Codec<T>) new PlainDocumentCodec(registry) : null;
            }
        };
    }

    @Override
    public void encode(BsonWriter writer, Document document, EncoderContext context) {
        boolean idFirst = context.isEncodingCollectibleDocument() && document.containsKey(ID);
        writer.writeStartDocument();
        if (idFirst) {
            writer.writeName(ID);
            write(writer, document.get(ID));
        }
        for (Map.Entry<String, Object> field : document.entrySet()) {
            if (!idFirst || !field.getKey().equals(ID)) {
                writer.writeName(field.getKey());
                write(writer, field.getValue());
            }
        }
        writer.writeEndDocument();
    }

    private void write(BsonWriter writer, @Nullable Object value) {
        if (value instanceof String text) {
            writer.writeString(text);
        } else if (value == null) {
            writer.writeNull();
        } else if (value instanceof Integer number) {
            writer.writeInt32(number);
        } else if (value instanceof Long number) {
            writer.writeInt64(number);
        } else if (value instanceof Date date) {
            writer.writeDateTime(date.getTime());
        } else if (value instanceof ObjectId id) {
            writer.writeObjectId(id);
        } else if (value instanceof Document document) {
            encode(writer, document, NESTED);
        } else if (value instanceof List<?> list) {
            writer.writeStartArray();
            list.forEach(item -> write(writer, item));
            writer.writeEndArray();
        } else {
            other(writer, value);
        }
    }

    private <T> void other(BsonWriter writer, T value) {
        @SuppressWarnings("unchecked")
        Codec<T> codec = (Codec<T>) registry.get(value.getClass());
        codec.encode(writer, value, NESTED);
    }

    @Override
    public Document decode(BsonReader reader, DecoderContext context) {
        return driver.decode(reader, context);
    }

    @Override
    public Class<Document> getEncoderClass() {
        return Document.class;
    }

    @Override
    public Document generateIdIfAbsentFromDocument(Document document) {
        return driver.generateIdIfAbsentFromDocument(document);
    }

    @Override
    public boolean documentHasId(Document document) {
        return driver.documentHasId(document);
    }

    @Override
    public BsonValue getDocumentId(Document document) {
        return driver.getDocumentId(document);
    }
}
