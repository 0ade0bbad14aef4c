package routes.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import routes.common.error.RefusedRequest;

/** The fields of a JSON object, read as what they should be; a refusal names the field and its limit. */
public record Fields(JsonNode body) {
    public static Fields of(ApiRequest request) {
        return new Fields(request.json(ObjectNode.class));
    }

    public boolean has(String name) {
        JsonNode value = body.path(name);
        return !value.isMissingNode() && !value.isNull();
    }

    public String text(String name, int longest) {
        return optionalText(name, longest).orElseThrow(() -> RefusedRequest.invalid(name, name + " is required"));
    }

    public Optional<String> optionalText(String name, int longest) {
        if (!has(name)) {
            return Optional.empty();
        }
        JsonNode value = body.path(name);
        if (!value.isTextual()) {
            throw RefusedRequest.invalid(name, name + " must be a text");
        }
        String text = value.textValue();
        if (text.isBlank() || text.length() > longest || text.chars().anyMatch(Character::isISOControl)) {
            throw RefusedRequest.invalid(
                    name, name + " must have 1 to " + longest + " characters, not only blanks, no control characters");
        }
        return Optional.of(text);
    }

    public String id(String name) {
        return QueryValues.id(name, text(name, 64));
    }

    public boolean flag(String name, boolean otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        if (!body.path(name).isBoolean()) {
            throw RefusedRequest.invalid(name, name + " must be true or false");
        }
        return body.path(name).booleanValue();
    }

    public boolean flag(String name) {
        if (!has(name)) {
            throw RefusedRequest.invalid(name, name + " is required");
        }
        return flag(name, false);
    }

    public int integer(String name, int least, int most) {
        JsonNode value = required(name);
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < least
                || value.intValue() > most) {
            throw RefusedRequest.invalid(name, name + " must be a whole number within " + least + " to " + most);
        }
        return value.intValue();
    }

    public double number(String name, double least, double most) {
        JsonNode value = required(name);
        if (!value.isNumber() || value.doubleValue() < least || value.doubleValue() > most) {
            throw RefusedRequest.invalid(name, name + " must be a number within " + least + " to " + most);
        }
        return value.doubleValue();
    }

    /** Texts of a list; empty when it is absent. */
    public List<String> texts(String name, int most, int longest) {
        List<String> texts = new ArrayList<>();
        if (!has(name)) {
            return texts;
        }
        JsonNode value = body.path(name);
        if (!value.isArray() || value.size() > most) {
            throw RefusedRequest.invalid(name, name + " must be a list of at most " + most + " texts");
        }
        for (int index = 0; index < value.size(); index++) {
            String path = name + "[" + index + "]";
            JsonNode element = value.get(index);
            if (!element.isTextual()
                    || element.textValue().isBlank()
                    || element.textValue().length() > longest) {
                throw RefusedRequest.invalid(path, path + " must be a text of 1 to " + longest + " characters");
            }
            texts.add(element.textValue());
        }
        return texts;
    }

    private JsonNode required(String name) {
        if (!has(name)) {
            throw RefusedRequest.invalid(name, name + " is required");
        }
        return body.path(name);
    }
}
