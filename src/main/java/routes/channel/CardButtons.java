package routes.channel;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import routes.alarm.AlarmIds;
import routes.alarm.OwnRule;
import routes.common.security.ButtonSeal;
import routes.event.EventState;
import routes.notice.Notice;
import routes.notice.render.Content;

/**
 * The buttons under a message, and what comes back when one is pressed: {@code {"action": name, "signed": value}}. The value
 * names event and notice and opens for its action only. Cards of VeAIOps carry {@code {"event_id", "action"}} unsigned:
 * those count when the event is in the message that holds the card.
 */
public final class CardButtons {
    public static final String ACKNOWLEDGE = "acknowledge";
    /** How long each of the muting buttons mutes. */
    public static final Map<String, Duration> MUTES =
            Map.of("mute-1h", Duration.ofHours(1), "mute-4h", Duration.ofHours(4), "mute-24h", Duration.ofHours(24));

    /** What people say of an alarm of a threshold, for the next learning. */
    public static final String WAS_INCIDENT = "was-incident";

    public static final String WAS_NORMAL = "was-normal";

    /** What VeAIOps' cards can say. */
    public static final List<String> REFERENCE = List.of("public", "like", "dislike", "feedback", "redirect");

    /** Those of a problem that goes on. */
    public static final List<String> ALARM = List.of(ACKNOWLEDGE, "mute-1h", "mute-4h", "mute-24h");

    private static final List<String> THRESHOLD = List.of(WAS_INCIDENT, WAS_NORMAL);
    private static final List<String> ANSWER = List.of("like", "dislike");

    private final ButtonSeal seal;

    public CardButtons(ButtonSeal seal) {
        this.seal = seal;
    }

    /** What was pressed. @param noticeId empty when the card does not say */
    public record Pressed(String action, String eventId, String noticeId) {}

    /**
     * Those that fit a notice: for a problem that goes on to take it or to mute it, for an alarm of a threshold to say what it was,
     * for an answer to judge it.
     */
    public List<Content.Button> under(Notice notice) {
        if (notice.kind().carriesSeveral()) {
            return List.of();
        }
        String text = notice.event().id() + ' ' + notice.id();
        return names(notice)
                .map(name -> new Content.Button(name, seal.seal(name, text)))
                .toList();
    }

    private static Stream<String> names(Notice notice) {
        if (!notice.subscribed()) {
            return ANSWER.stream();
        }
        boolean goesOn = notice.event().state() == EventState.FIRING;
        boolean ofThreshold = OwnRule.of(notice.event().labels()).isPresent();
        return Stream.concat(
                goesOn ? ALARM.stream() : Stream.empty(), ofThreshold ? THRESHOLD.stream() : Stream.empty());
    }

    /** Reads what a button carries; empty when no button of ours does. */
    public Optional<Pressed> pressed(JsonNode value) {
        String action = value.path("action").asText();
        boolean known = ALARM.contains(action) || THRESHOLD.contains(action) || REFERENCE.contains(action);
        if (!known) {
            return Optional.empty();
        }
        if (value.has("signed")) {
            return seal.open(action, value.path("signed").asText())
                    .map(text -> text.split(" "))
                    .filter(parts -> parts.length == 2)
                    .map(parts -> new Pressed(action, parts[0], parts[1]));
        }
        String event = value.path("event_id").asText();
        return REFERENCE.contains(action) && AlarmIds.valid(event)
                ? Optional.of(new Pressed(action, event, ""))
                : Optional.empty();
    }
}
