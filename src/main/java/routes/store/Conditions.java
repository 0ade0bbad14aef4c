package routes.store;

import com.mongodb.client.model.Filters;
import org.bson.Document;
import org.bson.conversions.Bson;
import routes.common.repository.Query;
import routes.common.repository.Query.AnyOf;
import routes.common.repository.Query.AnyOfOrNone;
import routes.common.repository.Query.Condition;
import routes.common.repository.Query.Contains;
import routes.common.repository.Query.Is;

/** A {@link Query} as a filter of MongoDB. */
final class Conditions {
    private Conditions() {}

    static Bson of(Query query) {
        return query.conditions().isEmpty()
                ? new Document()
                : Filters.and(
                        query.conditions().stream().map(Conditions::filter).toList());
    }

    private static Bson filter(Condition condition) {
        if (condition instanceof AnyOf any) {
            return any.values().size() == 1
                    ? Filters.eq(any.field(), any.values().iterator().next())
                    : Filters.in(any.field(), any.values());
        }
        if (condition instanceof AnyOfOrNone any) {
            return Filters.or(
                    Filters.in(any.field(), any.values()), Filters.size(any.field(), 0), Filters.eq(any.field(), null));
        }
        if (condition instanceof Contains contains) {
            return StoredLists.contains(contains.field(), contains.part()).orElseThrow();
        }
        Is is = (Is) condition;
        return is.value() == is.absent() ? Filters.ne(is.field(), !is.value()) : Filters.eq(is.field(), is.value());
    }
}
