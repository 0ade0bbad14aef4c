package routes.api.page;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import routes.event.EventState;
import routes.notice.Bundle;
import routes.notice.render.TimeText;
import routes.notice.render.Words;

/**
 * The events of a digest or a group, as they were when it was written.
 *
 * @param page the path to the page of an event, by its id
 */
record EventList(Bundle bundle, UnaryOperator<String> page) {

    Map<String, Object> model(Words words, ZoneId zone) {
        TimeText times = new TimeText(words, zone);
        Map<String, Object> model = new HashMap<>();
        boolean digest = bundle.shared().isEmpty();
        model.put(
                "title",
                words.of(digest ? "kind.digest" : "kind.group") + " · "
                        + bundle.items().size());
        List<String> shared = new ArrayList<>();
        new TreeMap<>(bundle.shared()).forEach((name, value) -> shared.add(name + " " + value));
        model.put("shared", String.join(" · ", shared));
        model.put("tone", bundle.firing() > 0 ? "firing" : "over");
        model.put(
                "events",
                bundle.items().stream().map(item -> line(item, words, times)).toList());
        model.put("zone", zone.getId());
        return model;
    }

    private Map<String, Object> line(Bundle.Item item, Words words, TimeText times) {
        return Map.of(
                "href", "../../.." + page.apply(item.eventId()),
                "tone", item.state() == EventState.FIRING ? "opened" : "resolved",
                "level", item.level().name(),
                "level_word", words.of("level." + item.level()),
                "title", item.title().isBlank() ? item.eventId() : item.title(),
                "resource", Objects.requireNonNullElse(item.resource(), ""),
                "headline", words.of("kind." + item.kind().wireName()),
                "since", times.time(item.firstSeen()),
                "count", item.count() > 1 ? "×" + item.count() : "");
    }
}
