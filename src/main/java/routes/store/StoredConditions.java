package routes.store;

import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import org.bson.Document;
import routes.event.MatchOperator;
import routes.subscription.Matcher;
import routes.subscription.Window;

/** Matchers and windows in documents, the same for everything that has them. */
final class StoredConditions {
    static final String MATCHERS = "matchers";
    static final String WINDOWS = "windows";

    private StoredConditions() {}

    static List<Document> matchers(Collection<Matcher> matchers) {
        return matchers.stream()
                .map(matcher -> new Document("name", matcher.name())
                        .append("op", matcher.op().sign())
                        .append("value", matcher.value()))
                .toList();
    }

    static List<Matcher> matchers(Document document) {
        return matchers(document, MATCHERS);
    }

    static List<Matcher> matchers(Document document, String field) {
        return EventViews.documents(document, field).stream()
                .map(one -> new Matcher(
                        one.getString("name"), MatchOperator.of(one.getString("op")), one.getString("value")))
                .toList();
    }

    static List<Document> windows(Collection<Window> windows) {
        return windows.stream()
                .map(window -> new Document("days", window.dayNames())
                        .append("from", window.from().toString())
                        .append("to", window.to().toString())
                        .append("zone", window.zone().getId()))
                .toList();
    }

    static List<Window> windows(Document document) {
        return EventViews.documents(document, WINDOWS).stream()
                .map(StoredConditions::window)
                .toList();
    }

    private static Window window(Document stored) {
        return Window.of(
                StoredFields.texts(stored, "days"),
                stored.getString("from"),
                stored.getString("to"),
                ZoneId.of(stored.getString("zone")));
    }
}
