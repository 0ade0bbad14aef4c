package routes.e2e;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** What the webhook receiver of Alertmanager posts about one alert. */
final class AlertmanagerPosts {
    private static final String NO_END = "0001-01-01T00:00:00Z";

    private AlertmanagerPosts() {}

    /** @param labels names and values in turn */
    static String firing(String... labels) {
        return post("firing", NO_END, labels);
    }

    static String resolved(String... labels) {
        return post("resolved", Instant.now().toString(), labels);
    }

    private static String post(String status, String ends, String... labels) {
        ObjectNode alert = JsonNodeFactory.instance
                .objectNode()
                .put("status", status)
                .put("startsAt", Instant.now().minusSeconds(1).toString())
                .put("endsAt", ends)
                .put("generatorURL", "http://prometheus:9090/graph");
        ObjectNode names = alert.putObject("labels");
        for (int i = 0; i < labels.length; i += 2) {
            names.put(labels[i], labels[i + 1]);
        }
        alert.putObject("annotations").put("summary", names.path("alertname").asText() + " happened");
        ObjectNode group = JsonNodeFactory.instance
                .objectNode()
                .put("version", "4")
                .put("groupKey", "{}:{" + names.path("alertname").asText() + "}")
                .put("status", status)
                .put("receiver", "veaiops");
        group.set("groupLabels", names);
        group.putArray("alerts").add(alert);
        return Payloads.text(group);
    }
}
