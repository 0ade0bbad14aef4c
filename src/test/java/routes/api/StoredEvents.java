package routes.api;

import com.mongodb.client.MongoDatabase;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;

/** Events, alarms and notices as the pipeline stores them. */
public final class StoredEvents {
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    public static final String FIRST = "65f000000000000000000001";
    public static final String SECOND = "65f000000000000000000002";
    public static final String LEGACY = "65f000000000000000000003";
    public static final String REPEAT = "65f0000000000000000000aa";
    public static final String NOTICE = "65f0000000000000000000bb";

    private StoredEvents() {}

    public static void fill(MongoDatabase database) {
        var events = database.getCollection("veaiops__event");
        events.insertOne(own(FIRST, NOON, "P0", "shop", 3).append("notice_ids", List.of(NOTICE)));
        events.insertOne(own(SECOND, NOON.plusSeconds(3600), "P2", "bank", 4).append("notice_ids", List.of()));
        events.insertOne(new Document("_id", new ObjectId(LEGACY))
                .append("agent_type", "chatops_interest_agent")
                .append("event_level", "P1")
                .append("region", List.of())
                .append("project", List.of())
                .append("raw_data", new Document("a", 1))
                .append("status", 12)
                .append("created_at", Date.from(NOON.minusSeconds(3600))));
        database.getCollection("veaiops__alarm")
                .insertMany(List.of(alarm(FIRST, "opened", 0), alarm(REPEAT, "repeated", 60)));
        database.getCollection("veaiops__event_notice_detail").insertOne(notice());
    }

    private static Document own(String id, Instant at, String level, String project, int status) {
        Document document = new Document("_id", new ObjectId(id))
                .append("agent_type", "intelligent_threshold_agent")
                .append("datasource_type", "Zabbix")
                .append("event_level", level)
                .append("region", List.of("cn-north"))
                .append("project", List.of(project))
                .append("product", List.of("db"))
                .append("customer", List.of("acme"))
                .append("raw_data", new Document("eventId", "1"))
                .append("created_at", Date.from(at))
                .append("updated_at", Date.from(at.plusSeconds(60)))
                .append("status", status);
        document.putAll(ours(id, at, level));
        return document;
    }

    private static Document ours(String id, Instant at, String level) {
        return new Document("source", "zabbix")
                .append("title", "CPU high")
                .append("summary", "on db1")
                .append("labels", List.of(new Document("k", "host.name").append("v", "db1")))
                .append("fingerprint", "zabbix:" + id)
                .append("disposition", "NOTIFY")
                .append("state", "FIRING")
                .append("count", 2L)
                .append("revision", 1L)
                .append("first_seen", Date.from(at))
                .append("last_seen", Date.from(at.plusSeconds(60)))
                .append("applied", new Document("partition", 3).append("offset", 17L))
                .append(
                        "history",
                        List.of(new Document("revision", 1L)
                                .append("transition", "opened")
                                .append("level", level)
                                .append("at", Date.from(at))
                                .append("partition", 3)
                                .append("offset", 16L)));
    }

    private static Document alarm(String id, String outcome, int seconds) {
        return new Document("_id", new ObjectId(id))
                .append("event_id", new ObjectId(FIRST))
                .append("outcome", outcome)
                .append("source", "zabbix")
                .append("status", "FIRING")
                .append("level", "P0")
                .append("title", "CPU high")
                .append("fingerprint", "zabbix:" + FIRST)
                .append("received_at", Date.from(NOON.plusSeconds(seconds)))
                .append("partition", 3)
                .append("offset", 16L)
                .append("raw", "{\"eventId\":\"1\"}");
    }

    private static Document notice() {
        return new Document("_id", new ObjectId(NOTICE))
                .append("event_main_id", new ObjectId(FIRST))
                .append("revision", 1L)
                .append("transition", "opened")
                .append("notice_channel", "Webhook")
                .append("target", "http://example.test/hook")
                .append("subscription_id", "65f0000000000000000000cc")
                .append("subscription_name", "all")
                .append("state", "SENT")
                .append("status", 3)
                .append(
                        "attempts",
                        List.of(new Document("number", 1)
                                .append("at", Date.from(NOON.plusSeconds(1)))
                                .append("outcome", "SENT")
                                .append("reason", null)
                                .append("millis", 12L)))
                .append("out_message_ids", List.of())
                .append("created_at", Date.from(NOON))
                .append("updated_at", Date.from(NOON.plusSeconds(1)));
    }
}
