package routes.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;

/**
 * The clicks on cards of {@link FakeLark}: the token of one changes its card twice, within half an hour.
 */
final class LarkClicks {
    static final String PATH = "/open-apis/interactive/v1/card/update";

    private static final Duration VALID = Duration.ofMinutes(30);
    private static final int MOST_USES = 2;

    private final Clock clock;
    private final Map<String, Click> clicks = new ConcurrentHashMap<>();

    LarkClicks(Clock clock) {
        this.clock = clock;
    }

    private record Click(String messageId, Instant at, int uses) {}

    void clicked(String token, String messageId) {
        clicks.put(token, new Click(messageId, clock.instant(), 0));
    }

    /** @param change puts a card into a message; false when it is not there */
    PlatformAnswer answer(JsonNode body, BiPredicate<String, String> change) {
        JsonNode card = body.path("card");
        if (!card.isObject()) {
            return FakeLark.no(400, 230001, "ext=card is not an object.");
        }
        if (forNobody(card)) {
            return FakeLark.no(400, 300090, "open_ids is empty.");
        }
        return use(body).filter(id -> change.test(id, card.toString())).isPresent()
                ? PlatformAnswer.json(200, Map.of("code", 0, "msg", "success"))
                : FakeLark.no(400, 230001, "ext=invalid token.");
    }

    /** The message that the call may change; empty when its token does not count. */
    private Optional<String> use(JsonNode body) {
        Click click = clicks.computeIfPresent(
                body.path("token").asText(), (token, one) -> new Click(one.messageId(), one.at(), one.uses() + 1));
        return Optional.ofNullable(click)
                .filter(one -> one.uses() <= MOST_USES)
                .filter(one -> clock.instant().isBefore(one.at().plus(VALID)))
                .map(Click::messageId);
    }

    /** A card of the old form that is not shared is changed for the people whom the call names. */
    private static boolean forNobody(JsonNode card) {
        boolean shared = card.path("schema").asText().equals("2.0")
                || card.path("type").asText().equals("template")
                || card.at("/config/update_multi").asBoolean();
        return !shared && card.path("open_ids").isEmpty();
    }
}
