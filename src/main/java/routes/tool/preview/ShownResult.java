package routes.tool.preview;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Trials as the page shows them. */
final class ShownResult {
    private ShownResult() {}

    static String problem(String why) {
        return DevFiles.result(Map.of("problem", why));
    }

    /** @param trials in the form of the API */
    static String of(JsonNode trials) {
        List<Map<String, Object>> shown = new ArrayList<>();
        trials.forEach(trial -> shown.add(trial(trial)));
        return DevFiles.result(Map.of("trials", shown, "ignored", shown.isEmpty()));
    }

    private static Map<String, Object> trial(JsonNode trial) {
        JsonNode alarm = trial.path("alarm");
        Map<String, Object> shown = new HashMap<>();
        for (String name : List.of("level", "status", "title", "fingerprint")) {
            shown.put(name, alarm.path(name).asText());
        }
        String transition = trial.path("transition").asText("changes nothing");
        shown.put(
                "merge",
                trial.has("event")
                        ? transition + ", event " + trial.path("event").asText()
                        : transition);
        shown.put("alarm", alarm.toPrettyString());
        List<Map<String, Object>> subscriptions = new ArrayList<>();
        trial.path("subscriptions").forEach(rule -> subscriptions.add(subscription(rule)));
        shown.put("subscriptions", subscriptions);
        List<Map<String, Object>> notices = new ArrayList<>();
        trial.path("notices").forEach(notice -> notices.add(notice(notice, notices.isEmpty())));
        shown.put("notices", notices);
        return shown;
    }

    private static Map<String, Object> subscription(JsonNode rule) {
        boolean matched = rule.path("matched").asBoolean();
        String why = matched
                ? " is notified"
                : " is not notified: %s wants %s and finds %s"
                        .formatted(
                                rule.path("failed").asText(),
                                rule.path("wanted").asText(),
                                rule.path("found").asText());
        return Map.of("kind", matched ? "yes" : "no", "text", rule.path("name").asText() + why);
    }

    private static Map<String, Object> notice(JsonNode notice, boolean first) {
        List<Map<String, Object>> cards = new ArrayList<>();
        notice.path("calls").forEach(call -> cards.add(card(call)));
        Map<String, Object> shown = new HashMap<>();
        shown.put("first", first);
        shown.put("channel", notice.path("channel").asText());
        shown.put("target", notice.path("target").asText());
        shown.put("problem", notice.path("problem").asText());
        shown.put("cards", cards);
        String held = notice.has("held") ? ", held back: " + notice.path("held").asText() : "";
        String waits = notice.has("waits") ? ", waits " + notice.path("waits").asText() : "";
        shown.put("says", notice.path("kind").asText() + held + waits);
        return shown;
    }

    private static Map<String, Object> card(JsonNode call) {
        String body = call.path("body").asText();
        DrawnCard card = DrawnCard.of(body);
        List<Map<String, Object>> parts = new ArrayList<>();
        card.parts().forEach(part -> parts.add(Map.of("kind", part.kind(), "html", part.html())));
        StringBuilder request = new StringBuilder(
                call.path("method").asText() + " " + call.path("url").asText() + "\n");
        call.path("headers").properties().forEach(header -> request.append(header.getKey())
                .append(": ")
                .append(header.getValue().asText())
                .append('\n'));
        return Map.of("title", card.title(), "tone", card.tone(), "parts", parts, "request", request + "\n" + body);
    }
}
