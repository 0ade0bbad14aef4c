package routes.store;

import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;
import routes.silence.Comparison;
import routes.silence.Matcher;
import routes.silence.Silence;

/** A {@link Silence} as a document of {@code veaiops__silence}. */
final class SilenceDocuments {
    private SilenceDocuments() {}

    static Document document(Silence silence) {
        return new Document("_id", new ObjectId(silence.id()))
                .append(
                        "matchers",
                        silence.matchers().stream()
                                .map(SilenceDocuments::document)
                                .toList())
                .append("starts_at", Date.from(silence.startsAt()))
                .append("ends_at", Date.from(silence.endsAt()))
                .append("created_by", silence.createdBy())
                .append("comment", silence.comment())
                .append("created_at", Date.from(silence.createdAt()))
                .append("updated_at", Date.from(silence.updatedAt()));
    }

    static Silence silence(Document document) {
        return new Silence(
                StoredFields.id(document),
                matchers(document),
                document.getDate("starts_at").toInstant(),
                document.getDate("ends_at").toInstant(),
                document.getString("created_by"),
                document.getString("comment"),
                document.getDate("created_at").toInstant(),
                document.getDate("updated_at").toInstant());
    }

    private static Document document(Matcher matcher) {
        return new Document("name", matcher.name())
                .append("op", matcher.op().sign())
                .append("value", matcher.value());
    }

    private static List<Matcher> matchers(Document document) {
        return document.getList("matchers", Document.class).stream()
                .map(one ->
                        new Matcher(one.getString("name"), Comparison.of(one.getString("op")), one.getString("value")))
                .toList();
    }
}
