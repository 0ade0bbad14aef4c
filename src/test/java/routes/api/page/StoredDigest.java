package routes.api.page;

import com.mongodb.client.MongoDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.ObjectId;
import routes.alarm.Level;
import routes.api.StoredEvents;
import routes.common.json.Json;
import routes.event.EventState;
import routes.notice.Bundle;
import routes.notice.NoticeKind;

/** A digest of two events, as it is stored. */
final class StoredDigest {
    static final String ID = "65f0000000000000000000cc";

    private StoredDigest() {}

    static void fill(MongoDatabase database, String title) throws Exception {
        Bundle bundle = new Bundle(
                Map.of(), List.of(item(StoredEvents.FIRST, "CPU high"), item(StoredEvents.SECOND, title)), List.of());
        database.getCollection("veaiops__event_notice_detail")
                .insertOne(new Document("_id", new ObjectId(ID))
                        .append("kind", NoticeKind.DIGEST.wireName())
                        .append("bundle", Json.mapper().writeValueAsString(bundle)));
    }

    private static Bundle.Item item(String event, String title) {
        Instant noon = StoredEvents.NOON;
        return new Bundle.Item(
                event,
                StoredEvents.NOTICE,
                NoticeKind.OPENED,
                title,
                "db1 · /var",
                Level.P1,
                EventState.FIRING,
                1,
                4,
                noon,
                noon,
                null);
    }
}
