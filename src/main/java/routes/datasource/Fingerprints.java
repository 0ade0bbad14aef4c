package routes.datasource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import routes.common.security.Sha256;

/** Short names of long texts, and hashes of JSON that do not mind the order of its fields. */
final class Fingerprints {
    private static final int ID_LENGTH = 24;
    private static final JsonMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private Fingerprints() {}

    static String id(String text) {
        return Sha256.hex(text).substring(0, ID_LENGTH);
    }

    static String hash(JsonNode content) {
        try {
            return Sha256.hex(SORTED.writeValueAsBytes(SORTED.treeToValue(content, Object.class)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }
}
