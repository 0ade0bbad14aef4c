package routes.alarm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;

/** Reads {@code a=1&b=2}: the text of an URL-encoded form, or of a query. */
public final class FormText {
    /** What the decoder puts in the place of bytes that are no text; a sender may also mean the character itself. */
    private static final char REPLACEMENT = '\uFFFD';

    private static final String ENCODED_REPLACEMENT = "%EF%BF%BD";

    private FormText() {}

    /**
     * All values of every field, in the order of the text.
     *
     * @param charset of the bytes that are percent-encoded
     * @throws RefusedRequest {@link ErrorCode#MALFORMED_BODY} naming the place of what cannot be decoded
     */
    public static Map<String, List<String>> read(String text, Charset charset) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        int place = 0;
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            if (!pair.isEmpty()) {
                values.computeIfAbsent(decoded(name, place, charset), none -> new ArrayList<>())
                        .add(decoded(value, place, charset));
            }
            place += pair.length() + 1;
        }
        return values;
    }

    /** The fields as mappings see them: a text, or a list of texts for a field that is there several times. */
    public static ObjectNode tree(Map<String, List<String>> values) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        values.forEach((name, all) -> {
            if (all.size() == 1) {
                tree.put(name, all.get(0));
            } else {
                ArrayNode list = tree.putArray(name);
                all.forEach(list::add);
            }
        });
        return tree;
    }

    private static String decoded(String text, int place, Charset charset) {
        String decoded;
        try {
            decoded = URLDecoder.decode(text, charset);
        } catch (IllegalArgumentException e) {
            throw malformed("the form has a broken percent-encoding in the field at character " + (place + 1));
        }
        if (decoded.indexOf(REPLACEMENT) >= 0 && text.indexOf(REPLACEMENT) < 0 && !text.contains(ENCODED_REPLACEMENT)) {
            throw malformed("the form is not text in " + charset.name() + " in the field at character " + (place + 1));
        }
        return decoded;
    }

    private static RefusedRequest malformed(String message) {
        return RefusedRequest.of(ErrorCode.MALFORMED_BODY, message);
    }
}
