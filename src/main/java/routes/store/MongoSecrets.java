package routes.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import routes.common.security.SealReport;
import routes.common.security.SecretBox;
import routes.common.security.UnreadableSecret;
import routes.store.SealedFields.Held;

/**
 * Every stored secret: with which key it is sealed, and under the first key if that is wanted.
 *
 * <p>Failure policy: a document is written only while its secrets are those that were read; one that changed is read again.
 * What was done before a failure stays, and the next run does the rest.
 */
public final class MongoSecrets {
    private static final int TRIES = 5;
    private static final int STEP = 1000;

    private final MongoDatabase database;
    private final Set<String> connectSecrets;

    /** @param connectSecrets names of the fields of connects that are secrets */
    public MongoSecrets(MongoDatabase database, Set<String> connectSecrets) {
        this.database = database;
        this.connectSecrets = Set.copyOf(connectSecrets);
    }

    /** @param progress called with the progress in large collections */
    public List<SealReport> walk(SecretBox box, boolean reseal, Consumer<String> progress) {
        List<SealReport> reports = new ArrayList<>();
        for (SealedFields fields : SealedFields.all(connectSecrets)) {
            reports.add(new Walk(fields, box, reseal).report(progress));
        }
        if (reseal) {
            tellHubs();
        }
        return reports;
    }

    /** What they left out because it could not be used may be usable now. */
    private void tellHubs() {
        new ChangeCounter(database, "bots").bump();
        new ChangeCounter(database, "subscriptions").bump();
    }

    private final class Walk {
        private final SealedFields fields;
        private final MongoCollection<Document> collection;
        private final SecretBox box;
        private final boolean reseal;
        private final Map<String, Long> byKey = new HashMap<>();
        private final List<String> unreadable = new ArrayList<>();
        private long plain;
        private long resealed;
        private long changing;

        Walk(SealedFields fields, SecretBox box, boolean reseal) {
            this.fields = fields;
            this.collection = database.getCollection(fields.collection());
            this.box = box;
            this.reseal = reseal;
        }

        SealReport report(Consumer<String> progress) {
            long documents = 0;
            try (MongoCursor<Document> cursor = collection.find().cursor()) {
                while (cursor.hasNext()) {
                    check(cursor.next());
                    if (++documents % STEP == 0) {
                        progress.accept(fields.collection() + ": " + documents + " documents read");
                    }
                }
            }
            return new SealReport(fields.collection(), byKey, plain, resealed, changing, unreadable);
        }

        private void check(Document document) {
            List<Held> old = new ArrayList<>();
            for (Held held : fields.in().apply(document)) {
                try {
                    Optional<String> key = box.keyOf(held.value(), held.place());
                    key.ifPresent(id -> byKey.merge(id, 1L, Long::sum));
                    plain += key.isPresent() ? 0 : 1;
                    if (!key.equals(Optional.of(box.firstKey()))) {
                        old.add(held);
                    }
                } catch (UnreadableSecret e) {
                    unreadable.add(e.getMessage());
                }
            }
            if (reseal && !old.isEmpty()) {
                boolean done = write(document);
                resealed += done ? old.size() : 0;
                changing += done ? 0 : old.size();
            }
        }

        private boolean write(Document read) {
            Document document = read;
            for (int i = 0; i < TRIES && document != null; i++) {
                if (replaced(document)) {
                    return true;
                }
                document = again(read);
            }
            return document == null;
        }

        private @Nullable Document again(Document read) {
            return collection.find(Filters.eq("_id", read.get("_id"))).first();
        }

        /** Compares and sets the whole fields: names in them may hold dots. */
        private boolean replaced(Document document) {
            Document set = new Document();
            for (Held held : fields.in().apply(document)) {
                String stored = under(held);
                if (held.key() == null) {
                    set.append(held.field(), stored);
                } else {
                    Document whole = set.containsKey(held.field())
                            ? set.get(held.field(), Document.class)
                            : new Document(document.get(held.field(), Document.class));
                    set.append(held.field(), whole.append(held.key(), stored));
                }
            }
            List<Bson> asRead = new ArrayList<>(List.of(Filters.eq("_id", document.get("_id"))));
            set.keySet().forEach(field -> asRead.add(Filters.eq(field, document.get(field))));
            return set.isEmpty()
                    || collection
                                    .updateOne(Filters.and(asRead), new Document("$set", set))
                                    .getMatchedCount()
                            == 1;
        }

        /** One that does not open stays as it is. */
        private String under(Held held) {
            try {
                box.keyOf(held.value(), held.place());
                return box.reseal(held.value(), held.place()).stored();
            } catch (UnreadableSecret e) {
                return held.value().stored();
            }
        }
    }
}
