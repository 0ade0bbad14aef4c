package routes.datasource;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import routes.common.error.RefusedRequest;

/**
 * A list that people choose from, read live, such as the metrics of a namespace.
 *
 * @param name unique within the type, such as {@code templates}
 * @param isPublic whether the platform answers it to everybody, so that the order needs no account
 * @param reader reads it; what is missing in the order is a {@link RefusedRequest} that names the parameter
 */
public record Picker(String name, boolean isPublic, Reader reader) {
    /** A list of one account. */
    public Picker(String name, Reader reader) {
        this(name, false, reader);
    }

    /** A list that the platform answers to everybody. */
    public static Picker open(String name, Reader reader) {
        return new Picker(name, true, reader);
    }

    /** Reads the list. */
    @FunctionalInterface
    public interface Reader {
        Picked read(Order order);
    }

    /**
     * @param account that of the caller, or {@link Account#none} where a public list is read without one
     * @param parameters as the caller gave them: query, path and body together
     */
    public record Order(Account account, Map<String, JsonNode> parameters, int skip, int limit) {
        public Order {
            parameters = Map.copyOf(parameters);
        }

        /** A text that must be there. */
        public String text(String name) {
            String text = text(name, "");
            if (text.isBlank()) {
                throw RefusedRequest.invalid(name, name + " is required");
            }
            return text;
        }

        public String text(String name, String otherwise) {
            JsonNode value = parameters.get(name);
            return value == null || value.isNull() ? otherwise : value.asText(otherwise);
        }
    }

    /** @param total of the whole list, as the platform counts it */
    public record Picked(List<JsonNode> items, long total) {
        public Picked {
            items = List.copyOf(items);
        }

        public static Picked all(List<JsonNode> items) {
            return new Picked(items, items.size());
        }
    }
}
