package routes.store;

import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Reads documents that an older system wrote: a field that is missing or of another type is absent, never an error. */
final class StoredFields {
    private StoredFields() {}

    static String id(Document document) {
        return String.valueOf(document.get("_id"));
    }

    static Optional<String> text(Document document, String field) {
        return of(document, field, String.class);
    }

    static Optional<Instant> instant(Document document, String field) {
        return of(document, field, Date.class).map(Date::toInstant);
    }

    /** Absent means yes, as in VeAIOps. */
    static boolean flag(Document document, String field) {
        return of(document, field, Boolean.class).orElse(true);
    }

    static <T> Optional<T> of(Document document, String field, Class<T> type) {
        return Optional.ofNullable(document.get(field)).filter(type::isInstance).map(type::cast);
    }

    static @Nullable List<String> textsOrNull(Document document, String field) {
        Object value = document.get(field);
        return value instanceof List<?> list
                ? list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList()
                : null;
    }

    static List<String> texts(Document document, String field) {
        return Objects.requireNonNullElse(textsOrNull(document, field), List.of());
    }

    static Optional<Map<String, String>> textMap(Document document, String field) {
        return of(document, field, Document.class).map(stored -> {
            Map<String, String> map = new LinkedHashMap<>();
            stored.forEach((name, value) -> map.put(name, String.valueOf(value)));
            return map;
        });
    }

    static @Nullable Date date(@Nullable Instant instant) {
        return instant == null ? null : Date.from(instant);
    }
}
