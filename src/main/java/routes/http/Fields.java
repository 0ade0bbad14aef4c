package routes.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The fields of a JSON body, which the contract has checked. */
public record Fields(JsonNode body) {
    public static Fields of(ApiRequest request) {
        return new Fields(request.json(ObjectNode.class));
    }

    /** Whether the body says something of it, and be it null. */
    public boolean names(String name) {
        return body.has(name);
    }

    public boolean has(String name) {
        return body.hasNonNull(name);
    }

    public String text(String name) {
        return body.path(name).textValue();
    }

    public Optional<String> optionalText(String name) {
        return Optional.ofNullable(body.path(name).textValue());
    }

    public String id(String name) {
        return text(name).toLowerCase(Locale.ROOT);
    }

    /** False when it is absent. */
    public boolean flag(String name) {
        return body.path(name).asBoolean();
    }

    public int integer(String name) {
        return body.path(name).intValue();
    }

    /** Texts of a list; empty when it is absent. */
    public List<String> texts(String name) {
        return body.path(name).valueStream().map(JsonNode::textValue).toList();
    }
}
