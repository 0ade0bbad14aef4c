package routes.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOptions;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.types.Binary;
import routes.datasource.SeriesJoin;
import routes.datasource.TimeSeries;
import routes.threshold.task.Slots;

/** Fetched parts in MongoDB, packed; a part that is large takes several documents, the last of which says that it is whole. */
public final class MongoSlots implements Slots {
    private static final int LARGEST = 8 * 1024 * 1024;

    private final MongoCollection<Document> slots;

    public MongoSlots(MongoDatabase database) {
        slots = database.getCollection(CollectionNames.TASK_SLOT);
    }

    @Override
    public void save(String versionId, int index, List<TimeSeries> series) {
        byte[] packed = PackedSeries.pack(series);
        int pieces = Math.max(1, (packed.length + LARGEST - 1) / LARGEST);
        for (int piece = 0; piece < pieces; piece++) {
            int from = piece * LARGEST;
            byte[] bytes = Arrays.copyOfRange(packed, from, Math.min(packed.length, from + LARGEST));
            String id = versionId + "/" + index + "/" + piece;
            Document document = new Document("_id", id)
                    .append("version_id", versionId)
                    .append("slot", index)
                    .append("piece", piece)
                    .append("whole", piece == pieces - 1)
                    .append("bytes", new Binary(bytes));
            slots.replaceOne(Filters.eq("_id", id), document, new ReplaceOptions().upsert(true));
        }
    }

    @Override
    public Set<Integer> fetched(String versionId) {
        Set<Integer> whole = new HashSet<>();
        slots.find(Filters.and(Filters.eq("version_id", versionId), Filters.eq("whole", true)))
                .projection(Projections.include("slot"))
                .forEach(found -> whole.add(found.getInteger("slot")));
        return whole;
    }

    @Override
    public List<TimeSeries> all(String versionId) {
        List<TimeSeries> parts = new ArrayList<>();
        fetched(versionId).stream().sorted().forEach(slot -> parts.addAll(PackedSeries.unpack(bytes(versionId, slot))));
        return SeriesJoin.join(parts);
    }

    @Override
    public void delete(String versionId) {
        slots.deleteMany(Filters.regex("version_id", "^" + versionId + "(/|$)"));
    }

    private byte[] bytes(String versionId, int slot) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean whole = false;
        for (int piece = 0; !whole; piece++) {
            Document found = slots.find(Filters.eq("_id", versionId + "/" + slot + "/" + piece))
                    .first();
            if (found == null) {
                throw new IllegalStateException("slot " + slot + " of version " + versionId + " lacks piece " + piece);
            }
            bytes.writeBytes(found.get("bytes", Binary.class).getData());
            whole = found.getBoolean("whole");
        }
        return bytes.toByteArray();
    }
}
