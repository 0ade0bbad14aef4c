package routes.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoClientSettings;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.Document;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.io.BasicOutputBuffer;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainDocumentCodecTest {
    private static final CodecRegistry DRIVER = MongoClientSettings.getDefaultCodecRegistry();
    private static final CodecRegistry OURS =
            CodecRegistries.fromRegistries(CodecRegistries.fromProviders(PlainDocumentCodec.provider()), DRIVER);
    private static final ObjectId KEY = new ObjectId("65f000000000000000000001");

    @Property(tries = 300)
    void writesTheBytesOfTheDriver(@ForAll("documents") Document document) {
        assertThat(bytes(OURS, document, false)).isEqualTo(bytes(DRIVER, document, false));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void writesTheIdFirstWhereTheDriverDoes(boolean collectible) {
        Document document = new Document("title", "disk full")
                .append("_id", KEY)
                .append("inner", new Document("a", 1).append("_id", 2));

        assertThat(bytes(OURS, document, collectible)).isEqualTo(bytes(DRIVER, document, collectible));
    }

    @Test
    void leavesOtherTypesToTheRegistry() {
        Document document = new Document("map", new LinkedHashMap<>(Map.of("k", 1.5)))
                .append("set", Set.of("one"))
                .append("decimal", Decimal128.parse("1.25"))
                .append("bytes", new Binary(new byte[] {1, 2}))
                .append("flag", true);

        assertThat(bytes(OURS, document, false)).isEqualTo(bytes(DRIVER, document, false));
    }

    @Test
    void readsWhatItWrote() {
        Document document = new Document("_id", KEY)
                .append("labels", List.of(new Document("k", "host").append("v", "a.b")))
                .append("none", null);
        BsonBinaryReader reader = new BsonBinaryReader(ByteBuffer.wrap(bytes(OURS, document, true)));

        assertThat(codec(OURS).decode(reader, DecoderContext.builder().build())).isEqualTo(document);
    }

    @Test
    void isTheCodecOfOurClient() {
        assertThat(codec(OURS)).isInstanceOf(PlainDocumentCodec.class);
        assertThat(codec(DRIVER)).isInstanceOf(DocumentCodec.class);
    }

    @Provide
    Arbitrary<Document> documents() {
        return documents(2);
    }

    private static Arbitrary<Document> documents(int depth) {
        Arbitrary<String> names =
                Arbitraries.strings().withCharRange('a', 'f').ofMinLength(1).ofMaxLength(3);
        return Arbitraries.maps(names, values(depth)).ofMaxSize(6).map(Document::new);
    }

    private static Arbitrary<Object> values(int depth) {
        Arbitrary<Object> plain = Arbitraries.oneOf(
                Arbitraries.strings().excludeChars('\0').ofMaxLength(12).map(Object.class::cast),
                Arbitraries.integers().map(Object.class::cast),
                Arbitraries.longs().map(Object.class::cast),
                Arbitraries.doubles().map(Object.class::cast),
                Arbitraries.longs().between(0, 4_000_000_000_000L).map(Date::new),
                Arbitraries.of(true, false, KEY, null));
        if (depth == 0) {
            return plain;
        }
        Arbitrary<Object> lists = plain.list().ofMaxSize(3).map(ArrayList::new);
        return Arbitraries.oneOf(plain, lists, documents(depth - 1).map(Object.class::cast));
    }

    private static byte[] bytes(CodecRegistry registry, Document document, boolean collectible) {
        BasicOutputBuffer buffer = new BasicOutputBuffer();
        codec(registry)
                .encode(
                        new BsonBinaryWriter(buffer),
                        document,
                        EncoderContext.builder()
                                .isEncodingCollectibleDocument(collectible)
                                .build());
        return Arrays.copyOf(buffer.getInternalBuffer(), buffer.size());
    }

    private static Codec<Document> codec(CodecRegistry registry) {
        return registry.get(Document.class);
    }
}
