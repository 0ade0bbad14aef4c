package routes.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import routes.common.error.ErrorCode;
import routes.common.error.InvalidField;
import routes.common.error.RefusedRequest;
import routes.common.json.Json;
import routes.common.repository.Records;

/** Reads JSON bodies and says where they are wrong: the place for broken JSON, the field for a wrong value. */
public final class RequestJson {
    private RequestJson() {}

    /**
     * @param zone of times that name none
     * @throws RefusedRequest {@link ErrorCode#MALFORMED_BODY} or {@link ErrorCode#INVALID_FIELD}
     */
    public static <T> T read(byte[] body, Class<T> type, ZoneId zone) {
        return read(body.length == 0, type, () -> Json.mapper()
                .readerFor(type)
                .with(TimeZone.getTimeZone(zone))
                .readValue(body));
    }

    /** A record of fields that were read from JSON. The same refusals. */
    public static <T> T read(ObjectNode fields, Class<T> type, ZoneId zone) {
        return read(false, type, () -> Records.read(fields, type, zone));
    }

    private interface Reading<T> {
        @Nullable
        T read() throws IOException;
    }

    private static <T> T read(boolean empty, Class<T> type, Reading<T> reading) {
        try {
            @Nullable T value = reading.read();
            if (value == null) {
                throw RefusedRequest.invalid("body", "the body must be " + wanted(type));
            }
            return value;
        } catch (StreamConstraintsException e) {
            throw malformed("JSON is too deep or too long", e.getLocation());
        } catch (JsonMappingException e) {
            throw mismatched(empty, e, type);
        } catch (JsonProcessingException e) {
            throw malformed("the body is not valid JSON", e.getLocation());
        } catch (IOException e) {
            throw malformed("the body is not readable text in UTF-8", null);
        }
    }

    private static RefusedRequest mismatched(boolean empty, JsonMappingException e, Class<?> type) {
        if (e.getCause() instanceof RefusedRequest refused) {
            return refused;
        }
        if (empty) {
            return malformed("the body is empty", e.getLocation());
        }
        if (e.getMessage() != null && e.getMessage().startsWith("Trailing token")) {
            return malformed("the body goes on after its JSON value", e.getLocation());
        }
        if (e.getCause() instanceof InvalidField problem) {
            String place = (e.getPath().isEmpty() ? "" : field(e.getPath()) + ".") + problem.field();
            return RefusedRequest.invalid(place, place + " is refused: " + problem.getMessage());
        }
        if (e.getPath().isEmpty()) {
            return RefusedRequest.invalid("body", "the body must be " + wanted(type));
        }
        return invalid(
                e,
                e.getCause() instanceof IllegalArgumentException cause
                        ? "is refused: " + cause.getMessage()
                        : "has a value of the wrong type");
    }

    private static RefusedRequest invalid(JsonMappingException e, String what) {
        String field = field(e.getPath());
        return RefusedRequest.invalid(field, field + " " + what);
    }

    private static RefusedRequest malformed(String what, @Nullable JsonLocation place) {
        String where = place == null ? "" : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
        return RefusedRequest.of(ErrorCode.MALFORMED_BODY, what + where);
    }

    private static String wanted(Class<?> type) {
        return type.isArray() || Iterable.class.isAssignableFrom(type) ? "a JSON array" : "a JSON object";
    }

    static String field(List<Reference> path) {
        StringBuilder field = new StringBuilder();
        for (Reference step : path) {
            if (step.getFieldName() == null) {
                field.append('[').append(step.getIndex()).append(']');
            } else {
                field.append(field.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return field.isEmpty() ? "body" : field.toString();
    }
}
