package routes.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import routes.common.repository.TakeOverReport;
import routes.common.repository.TakeOverReport.Read;
import routes.common.repository.TakeOverReport.ToCome;
import routes.common.repository.TakeOverReport.Users;

/** Looks through a database that VeAIOps wrote, and makes the indexes that the hub needs. */
public final class MongoTakeOver {
    static final String USERS = "veaiops__meta_user";

    private static final String PREFIX = "veaiops__";
    private static final int STEP = 1000;
    private static final int MOST_REASONS = 20;

    private final MongoDatabase database;

    public MongoTakeOver(MongoDatabase database) {
        this.database = database;
    }

    /** @param progress called with the progress in large collections */
    public TakeOverReport look(Consumer<String> progress) {
        List<Read> read = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        for (String name : collections()) {
            if (VeaiopsForms.knows(name)) {
                read.add(read(name, progress));
            } else if (!StoredCollections.names().contains(name)) {
                kept.add(name);
            }
        }
        return new TakeOverReport(read, kept, toCome(), users());
    }

    private List<String> collections() {
        TreeSet<String> names = new TreeSet<>();
        for (String name : database.listCollectionNames()) {
            if (name.startsWith(PREFIX)) {
                names.add(name);
            }
        }
        return List.copyOf(names);
    }

    private Read read(String name, Consumer<String> progress) {
        long documents = 0;
        long unreadable = 0;
        List<String> reasons = new ArrayList<>();
        try (MongoCursor<Document> cursor = database.getCollection(name).find().cursor()) {
            while (cursor.hasNext()) {
                Document document = cursor.next();
                String fault = VeaiopsForms.fault(name, document).orElse("");
                if (!fault.isEmpty()) {
                    unreadable++;
                    if (reasons.size() < MOST_REASONS) {
                        reasons.add(StoredFields.id(document) + ": " + fault);
                    }
                }
                if (++documents % STEP == 0) {
                    progress.accept(name + ": " + documents + " documents read");
                }
            }
        }
        return new Read(name, documents, unreadable, reasons);
    }

    private List<ToCome> toCome() {
        return StoreIndexes.all().stream()
                .filter(index -> !index.exists(database))
                .map(index -> new ToCome(index.toString(), contradictions(index)))
                .toList();
    }

    private long contradictions(StoreIndexes.Index index) {
        if (!index.isUnique()) {
            return 0;
        }
        Document key = new Document();
        index.fields().forEach(field -> key.append(field.replace('.', '_'), "$" + field));
        List<Bson> steps = new ArrayList<>();
        if (index.kind() == StoreIndexes.Kind.UNIQUE_IF_PRESENT) {
            index.fields().forEach(field -> steps.add(Aggregates.match(Filters.exists(field))));
        }
        steps.add(Aggregates.group(key, Accumulators.sum("documents", 1)));
        steps.add(Aggregates.match(Filters.gt("documents", 1)));
        return database.getCollection(index.collection())
                .aggregate(steps)
                .into(new ArrayList<>())
                .size();
    }

    /** Makes the indexes that the data allow. */
    public void makeIndexes(Consumer<String> progress) {
        StoreIndexes.all().stream()
                .filter(index -> !index.exists(database))
                .filter(index -> contradictions(index) == 0)
                .forEach(index -> {
                    index.create(database);
                    progress.accept("index made: " + index);
                });
    }

    private Users users() {
        MongoCollection<Document> users = database.getCollection(USERS);
        return new Users(
                users.countDocuments(),
                users.countDocuments(Filters.ne("is_active", false)),
                users.countDocuments(Filters.eq("is_supervisor", true)));
    }
}
