package routes.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.MongoClientSettings;
import java.io.IOException;
import org.bson.BsonBinaryWriter;
import org.bson.Document;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.io.BasicOutputBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.common.json.Json;

class BsonJsonTest {
    private static final CodecRegistry DRIVER = MongoClientSettings.getDefaultCodecRegistry();
    private static final CodecRegistry OURS =
            CodecRegistries.fromRegistries(CodecRegistries.fromProviders(PlainDocumentCodec.provider()), DRIVER);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"text\":\"disk\\u0000 full \uD83D\uDE00\",\"none\":null,\"on\":true,\"off\":false}",
                "{\"int\":1,\"long\":5000000000,\"real\":1.5,\"big\":123456789012345678901234567890,\"minus\":-0.0}",
                "{\"deep\":{\"list\":[1,\"two\",[3,{\"four\":null}],{}],\"empty\":[]}}",
                "{\"a.b\":1,\"$set\":2,\"n\\u0000l\":3,\"plain\":4}",
                "{\"a.b\":1,\"a\uFF0Eb\":2,\"last\":3}",
                "{\"a\uFF0Eb\":1,\"a.b\":{\"$oid\":\"x\"}}",
                "[1,{\"a\":2}]",
                "\"a text\"",
                "null"
            })
    void a_tree_is_written_as_its_map_would_be(String json) throws IOException {
        JsonNode tree = Json.mapper().readTree(json);
        Document map = new Document("raw", BsonJson.toBson(tree)).append("after", 1);
        Document direct = new Document("raw", BsonJson.written(tree)).append("after", 1);

        assertThat(bytes(OURS, direct)).isEqualTo(bytes(OURS, map));
        assertThat(bytes(DRIVER, direct)).isEqualTo(bytes(DRIVER, map));
    }

    private static byte[] bytes(CodecRegistry registry, Document document) {
        BasicOutputBuffer buffer = new BasicOutputBuffer();
        try (BsonBinaryWriter writer = new BsonBinaryWriter(buffer)) {
            registry.get(Document.class)
                    .encode(writer, document, EncoderContext.builder().build());
        }
        return buffer.toByteArray();
    }
}
