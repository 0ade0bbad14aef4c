package routes.store;

import java.util.Date;
import org.bson.Document;
import org.bson.types.ObjectId;
import routes.subscription.silence.Silence;

/** A {@link Silence} as a document of {@code veaiops__silence}. */
final class SilenceDocuments {
    static final String UNTIL_RESOLVED = "until_resolved";
    static final String MATCHED = "matched";

    static final String CREATED_BY = "created_by";

    private SilenceDocuments() {}

    static Document document(Silence silence) {
        Silence.Scope scope = silence.scope();
        return new Document("_id", new ObjectId(silence.id()))
                .append(StoredConditions.MATCHERS, StoredConditions.matchers(silence.matchers()))
                .append("starts_at", Date.from(silence.startsAt()))
                .append("ends_at", Date.from(silence.endsAt()))
                .append(CREATED_BY, silence.createdBy())
                .append("comment", silence.comment())
                .append("created_at", Date.from(silence.createdAt()))
                .append("updated_at", Date.from(silence.updatedAt()))
                .append(StoredConditions.WINDOWS, StoredConditions.windows(scope.windows()))
                .append(UNTIL_RESOLVED, scope.untilResolved())
                .append(MATCHED, scope.matched());
    }

    static Silence silence(Document document) {
        return new Silence(
                StoredFields.id(document),
                StoredConditions.matchers(document),
                document.getDate("starts_at").toInstant(),
                document.getDate("ends_at").toInstant(),
                document.getString(CREATED_BY),
                document.getString("comment"),
                document.getDate("created_at").toInstant(),
                document.getDate("updated_at").toInstant(),
                new Silence.Scope(
                        StoredConditions.windows(document),
                        document.getBoolean(UNTIL_RESOLVED, false),
                        document.getBoolean(MATCHED, false)));
    }
}
