package routes.alarm;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;

/**
 * Reads JSON from callers within limits on depth and number length. An error names the place of what is wrong, never its
 * text, because the text may hold a secret.
 */
public final class BoundedJson {
    private static final int MAX_DEPTH = 100;
    private static final int MAX_NUMBER_LENGTH = 100;
    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private BoundedJson() {}

    /** The one JSON object that these bytes hold; of a repeated key the last value counts, as in VeAIOps. */
    public static ObjectNode object(byte[] body) {
        if (tree(body) instanceof ObjectNode object) {
            return object;
        }
        throw RefusedRequest.invalid("body", "body must be a JSON object");
    }

    /** The one JSON value of these bytes. */
    public static JsonNode value(byte[] body) {
        return tree(body);
    }

    /** JSON inside a text field; a missing node when the text is no JSON. */
    public static JsonNode embedded(String text) {
        try {
            return READER.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static JsonNode tree(byte[] body) {
        try (JsonParser parser = READER.createParser(body)) {
            return tree(parser);
        } catch (IOException e) {
            throw malformed("the bytes are not text in UTF-8");
        }
    }

    /** Broken limits carry no place of their own: there the parser knows it. */
    private static JsonNode tree(JsonParser parser) throws IOException {
        try {
            JsonNode tree = READER.readTree(parser);
            if (tree == null || tree.isMissingNode()) {
                throw malformed("line 1, column 1: the body is empty");
            }
            return tree;
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
            throw malformed("line " + place.getLineNr() + ", column " + place.getColumnNr());
        }
    }

    private static RefusedRequest malformed(String place) {
        return RefusedRequest.of(ErrorCode.MALFORMED_BODY, "body is not JSON that can be read: " + place);
    }
}
