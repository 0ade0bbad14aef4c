package routes.notice.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import routes.alarm.SamplePosts;
import routes.common.json.Json;
import routes.event.PublishedEvent;

/**
 * The gallery of messages (docs/gallery.md). {@code -Dgallery.write=FILE} writes every medium, kind and language with an ordinary, a
 * nasty and a long alarm to a file, of which {@code e2e/gallery.sh} makes the pictures.
 */
class GalleryTest {
    private static final List<String> KINDS =
            List.of("opened", "escalated", "resolved", "reminder", "flapping", "expired", "group", "digest");
    private static final PublishedEvent FIRING =
            Contents.event(SamplePosts.alarms("zabbix", "firing.json").get(0));
    private static final PublishedEvent RESOLVED =
            Contents.event(SamplePosts.alarms("zabbix", "resolved.json").get(0));
    private static final PublishedEvent EXPIRED = Contents.with(FIRING, "state", "EXPIRED");

    @Test
    void shows_every_medium_in_both_languages_of_the_docs() throws Exception {
        String file = System.getProperty("gallery.write", "");
        if (!file.isEmpty()) {
            Files.write(Path.of(file), Json.bytes(all()));
        }
        String english = Files.readString(Path.of("docs/gallery.md"));
        String chinese = Files.readString(Path.of("docs/gallery.zh-CN.md"));

        for (Medium medium : Media.ALL) {
            String picture = "images/gallery/" + medium.folder() + ".png";
            assertThat(english).contains(picture);
            assertThat(chinese).contains(picture);
            assertThat(Path.of("docs", picture)).exists();
        }
    }

    private static ArrayNode all() throws Exception {
        ArrayNode messages = Json.mapper().createArrayNode();
        for (Medium medium : Media.ALL) {
            boolean several = Media.carryingSeveral().anyMatch(medium::equals);
            for (String kind : KINDS) {
                if (!several && List.of("group", "digest").contains(kind)) {
                    continue;
                }
                for (Look look : List.of(Contents.ENGLISH, Contents.CHINESE)) {
                    for (Map.Entry<String, PublishedEvent> alarm :
                            alarms(about(kind)).entrySet()) {
                        messages.add(message(medium, kind, look, alarm));
                    }
                }
            }
        }
        return messages;
    }

    private static PublishedEvent about(String kind) {
        return switch (kind) {
            case "resolved" -> RESOLVED;
            case "expired" -> EXPIRED;
            default -> FIRING;
        };
    }

    private static ObjectNode message(Medium medium, String kind, Look look, Map.Entry<String, PublishedEvent> alarm)
            throws Exception {
        Rendered rendered = Contents.SHIPPED.render(Contents.of(alarm.getValue(), kind), medium, look);
        ObjectNode message = Json.mapper()
                .createObjectNode()
                .put("medium", medium.folder())
                .put("kind", kind)
                .put("language", look.language())
                .put("alarm", alarm.getKey());
        if (medium.json()) {
            return message.set("message", Json.mapper().readTree(rendered.text()));
        }
        return message.put("message", rendered.text());
    }

    private static Map<String, PublishedEvent> alarms(PublishedEvent event) {
        Map<String, PublishedEvent> alarms = new LinkedHashMap<>();
        alarms.put("ordinary", ordinary(event));
        alarms.put("nasty", nasty(event));
        alarms.put("long", lasting(event));
        return alarms;
    }

    private static PublishedEvent ordinary(PublishedEvent event) {
        return Contents.saying(
                event,
                "Disk /var/lib/mysql is 92 % full",
                "Free space falls by 3 GB an hour.\nRunbook: https://wiki.example.com/run_book/disk-full_v2?a=1&b=2#top",
                Map.of(
                        "host", "db-prod-01",
                        "mountpoint", "/var/lib/mysql",
                        "metric", "node_filesystem_avail_bytes",
                        "value", "7.9 %",
                        "rule_name", "disk-full",
                        "link", "https://zabbix.example/tr_events.php?triggerid=1"));
    }

    private static PublishedEvent nasty(PublishedEvent event) {
        return Contents.saying(
                event,
                "**Pod** <b>cart_service_1</b> @all [x](http://evil.example) 内存_使用率",
                """
                sum by (pod) (rate(http_requests_total{code=~"5.*",path!~".*foo.*"}[5m])) * 100 > 5
                C:\\Windows\\System32\\drivers\\etc \\\\server\\share_1
                    at com.example.Foo$Bar.<init>(Foo.java:42)
                # not a heading
                > not a quote
                1. a < b && c > d &lt; <script>alert(1)</script>
                <!channel> <@U123> @everyone `df -h` ~~x~~ ||spoiler||""",
                Map.of("host", "node_a_b*c*", "pod", "cart|1", "value", "5 > 3", "metric", "{__name__=~\"a.*\"}"));
    }

    private static PublishedEvent lasting(PublishedEvent event) {
        return Contents.saying(
                event,
                "Kafka consumer group payments-settlement-worker is 1 204 331 messages behind on 24 partitions of"
                        + " payments.settlement.requests in cn-beijing",
                ("2026-03-01T12:00:00Z ERROR worker-7 SettlementException: timeout after 30000 ms\n"
                                + "\tat com.example.payments.Settlement.run(Settlement.java:118)\n")
                        .repeat(60),
                Map.of("host", "kafka-worker-7.payments.svc.cluster.local", "value", "1204331", "metric", "lag"));
    }
}
