package routes.dev.mongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.QueryParameters;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * A collection that answers queries from its unique indexes wherever one helps. Its documents lie in the store as BSON:
 * every reader gets a document of its own.
 */
final class IndexedCollection extends AbstractSynchronizedMongoCollection<Object> {

    private final ThreadLocal<Document> narrowed = new ThreadLocal<>();
    private final MVMap<Stored<Object>, byte[]> documents;
    private final LongAdder examined;

    IndexedCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            MVMap<Stored<Object>, byte[]> documents,
            CursorRegistry cursors,
            LongAdder examined) {
        super(database, name, options, cursors);
        this.documents = documents;
        this.examined = examined;
    }

    @Override
    protected Object addDocumentInternal(Document document) {
        Object position = getIdField() == null
                ? UUID.randomUUID()
                : Missing.ofNullable(Utils.getSubdocumentValue(document, getIdField()));
        if (documents.putIfAbsent(StoredType.VALUE.of(position), Bson.of(document)) != null) {
            throw new IllegalStateException("there is a document at " + position + " already");
        }
        return position;
    }

    @Override
    protected void handleUpdate(Object position, Document before, Document after) {
        documents.put(StoredType.VALUE.of(Missing.ofNullable(position)), Bson.of(after));
    }

    @Override
    protected void removeDocument(Object position) {
        if (documents.remove(StoredType.VALUE.of(position)) == null) {
            throw new NoSuchElementException("there is no document at " + position);
        }
    }

    @Override
    protected @Nullable Document getDocument(Object position) {
        byte[] bson = documents.get(StoredType.VALUE.of(position));
        return bson == null ? null : Bson.document(bson);
    }

    @Override
    protected Stream<DocumentWithPosition<Object>> streamAllDocumentsWithPosition() {
        return documents.entrySet().stream()
                .map(entry -> new DocumentWithPosition<>(
                        Bson.document(entry.getValue()), entry.getKey().value()));
    }

    @Override
    protected QueryResult matchDocuments(
            Document query, @Nullable Document order, int skip, int limit, int batchSize, @Nullable Document fields) {
        Stream<Document> all = isNaturalDescending(order)
                ? streamAllDocumentsWithPosition()
                        .sorted(Comparator.comparing(DocumentWithPosition::getPosition, ValueComparator.desc()))
                        .map(DocumentWithPosition::getDocument)
                : documents.values().stream().map(Bson::document);
        return matchDocumentsFromStream(all, query, order, skip, limit, batchSize, fields);
    }

    @Override
    public int count() {
        return documents.size();
    }

    @Override
    public boolean isEmpty() {
        return documents.isEmpty();
    }

    /** Runs a pipeline that begins with this match: it then starts from the matching documents instead of all. */
    Document narrowedBy(Document match, Supplier<Document> pipeline) {
        narrowed.set(match);
        try {
            return reading(pipeline);
        } finally {
            narrowed.remove();
        }
    }

    @Override
    public Stream<Document> queryAllAsStream() {
        Document match = narrowed.get();
        if (match == null) {
            return super.queryAllAsStream();
        }
        narrowed.remove();
        return matching(match).map(DocumentWithPosition::getDocument);
    }

    /**
     * A look through the whole collection, in whatever order, goes without the lock of the writers, who could wait for it for
     * seconds. It may come across a document that is gone.
     */
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public QueryResult handleQuery(QueryParameters question) {
        Document selector = question.getQuerySelector();
        Document query = selector.get("$query") instanceof Document asked ? asked : selector;
        Document order = selector.get("$orderby") instanceof Document ordered ? ordered : null;
        if (selector.containsKey("query")) {
            return super.handleQuery(question);
        }
        return anIndexHelps(query) ? super.handleQuery(question) : scanned(question, query, order);
    }

    private QueryResult scanned(QueryParameters question, Document query, @Nullable Document order) {
        return reading(() -> queryDocuments(
                query,
                order,
                question.getNumberToSkip(),
                question.getLimit(),
                question.getBatchSize(),
                question.getProjection()));
    }

    private boolean anIndexHelps(Document query) {
        Set<String> fields = FieldConditions.of(query).keySet();
        return orderedIndexes().stream()
                .anyMatch(index -> fields.contains(index.fields().get(0)));
    }

    /** What a reader comes to see stays in the file until it is done, whatever is written meanwhile. */
    <T> T reading(Supplier<T> question) {
        MVStore store = documents.getStore();
        MVStore.TxCounter version = store.registerVersionUsage();
        try {
            return question.get();
        } finally {
            store.deregisterVersionUsage(version);
        }
    }

    @Override
    protected QueryResult queryDocuments(
            Document query, @Nullable Document orderBy, int skip, int limit, int batchSize, @Nullable Document fields) {
        Document order = orderBy == null ? new Document() : orderBy;
        return IndexScan.best(orderedIndexes(), query, order)
                .map(scan -> match(scan, query, order, new Page(skip, limit, batchSize), fields))
                .orElseGet(() -> matchDocuments(query, orderBy, skip, limit, batchSize, fields));
    }

    private record Page(int skip, int limit, int batchSize) {}

    private QueryResult match(IndexScan scan, Document query, Document order, Page page, @Nullable Document fields) {
        boolean sorted = scan.sorts(order);
        boolean descending = sorted && ((Number) order.values().iterator().next()).intValue() < 0;
        Iterable<Object> positions = scan.positions(descending)::iterator;
        return matchDocuments(
                query, positions, sorted ? new Document() : order, page.skip, page.limit, page.batchSize, fields);
    }

    /** Takes one document after the other into memory, not all of them: a clean-up may delete most of a collection. */
    @Override
    public synchronized int deleteDocuments(Document selector, int limit, Oplog oplog) {
        List<Object> found = matching(selector)
                .limit(limit > 0 ? limit : Long.MAX_VALUE)
                .map(DocumentWithPosition::getPosition)
                .toList();
        found.forEach(position -> removeDocument(getDocument(position)));
        oplog.handleDelete(getFullName(), selector, found);
        return found.size();
    }

    private Stream<DocumentWithPosition<Object>> matching(Document query) {
        return IndexScan.best(orderedIndexes(), query, new Document())
                .map(scan -> scan.positions(false)
                        .map(position -> new DocumentWithPosition<>(getDocument(position), position)))
                .orElseGet(this::streamAllDocumentsWithPosition)
                .filter(candidate -> documentMatchesQuery(candidate.getDocument(), query));
    }

    private Collection<OrderedIndex> orderedIndexes() {
        return getIndexes().stream()
                .filter(OrderedIndex.class::isInstance)
                .map(OrderedIndex.class::cast)
                .toList();
    }

    @Override
    protected boolean documentMatchesQuery(@Nullable Document document, Document query) {
        examined.increment();
        return document != null && super.documentMatchesQuery(document, query);
    }

    @Override
    public synchronized void addIndex(Index<Object> index) {
        super.addIndex(index);
    }

    @Override
    public synchronized void dropIndex(String name) {
        super.dropIndex(name);
    }

    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected int getDataSize() {
        return 0;
    }

    @Override
    protected void updateDataSize(int change) {
        throw new UnsupportedOperationException("the size of the data is not tracked");
    }
}
