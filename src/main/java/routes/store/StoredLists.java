package routes.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.result.UpdateResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import routes.common.repository.Listed;
import routes.common.security.ActingUser;

/** The queries that every list of configuration needs. */
final class StoredLists {
    private static final Pattern SPECIAL = Pattern.compile("[^\\p{L}\\p{N}\\s_]");

    private StoredLists() {}

    static <T> Listed<T> page(
            MongoCollection<Document> collection, List<Bson> filters, int[] window, Function<Document, T> mapping) {
        Bson filter = filters.isEmpty() ? new Document() : Filters.and(filters);
        List<T> items = collection
                .find(filter)
                .sort(Sorts.ascending("_id"))
                .skip(window[0])
                .limit(window[1])
                .map(mapping::apply)
                .into(new ArrayList<>());
        return new Listed<>(items, collection.countDocuments(filter));
    }

    /** A literal part of the text, in any case. */
    static Optional<Bson> contains(String field, String part) {
        return part.isEmpty()
                ? Optional.empty()
                : Optional.of(Filters.regex(field, SPECIAL.matcher(part).replaceAll("\\\\$0"), "i"));
    }

    static Optional<Bson> equal(String field, String value) {
        return value.isEmpty() ? Optional.empty() : Optional.of(Filters.eq(field, value));
    }

    /** The field, or one of its elements, is one of the values. */
    static Optional<Bson> anyOf(String field, Collection<String> values) {
        return values.isEmpty() ? Optional.empty() : Optional.of(Filters.in(field, values));
    }

    static Bson byId(String id) {
        return Filters.eq("_id", new ObjectId(id));
    }

    static boolean set(MongoCollection<Document> collection, String id, Document fields, Instant now) {
        fields.append("updated_at", Date.from(now));
        if (ActingUser.name() != null) {
            fields.append("updated_user", ActingUser.name());
        }
        UpdateResult result = collection.updateOne(byId(id), new Document("$set", fields));
        return result.getMatchedCount() == 1;
    }
}
