package routes.fakes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import routes.common.json.Json;

/** The OpenAPI v1.0 of the fake DingTalk: errors have a status, a code as text and a request id. */
public final class FakeDingTalkApi {
    private static final Duration LIFE = Duration.ofSeconds(7200);
    private static final int MOST_PARAM_BYTES = 15_000;
    private static final String TOKEN_HEADER = "x-acs-dingtalk-access-token";

    private final Clock clock;
    private final AtomicInteger serial = new AtomicInteger();
    private final Map<String, String> apps = new ConcurrentHashMap<>();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private final Set<String> people = ConcurrentHashMap.newKeySet();
    private final Set<String> heldBack = ConcurrentHashMap.newKeySet();
    private final Set<String> groups = ConcurrentHashMap.newKeySet();
    private final Map<String, JsonNode> cards = new ConcurrentHashMap<>();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();

    private record Token(String text, Instant ends) {}

    FakeDingTalkApi(Clock clock) {
        this.clock = clock;
    }

    public void app(String key, String secret) {
        apps.put(key, secret);
        tokens.remove(key);
    }

    public void person(String staffId) {
        people.add(staffId);
    }

    /** DingTalk holds messages to this person back for now. */
    public void holdBack(String staffId) {
        people.add(staffId);
        heldBack.add(staffId);
    }

    public void group(String openConversationId) {
        groups.add(openConversationId);
    }

    public void file(String downloadCode, byte[] bytes) {
        files.put(downloadCode, bytes);
    }

    /** All tokens end now. */
    public void endTokens() {
        tokens.replaceAll((app, token) -> new Token(token.text(), clock.instant()));
    }

    /** The card's values as people see them now. */
    public JsonNode card(String outTrackId) {
        return cards.get(outTrackId);
    }

    PlatformAnswer answer(PlatformCall call) {
        if (call.path().startsWith("/files/")) {
            return new PlatformAnswer(200, Map.of(), files.get(call.path().substring(7)), Duration.ZERO, false);
        }
        if (!call.holdsJson()) {
            return refused(400, "invalidParameter", "the body is no JSON");
        }
        if (call.path().equals("/v1.0/oauth2/accessToken")) {
            return token(call.json());
        }
        String token = call.header(TOKEN_HEADER).orElse("");
        if (tokens.values().stream()
                .noneMatch(known -> known.text().equals(token) && known.ends().isAfter(clock.instant()))) {
            return refused(401, "InvalidAuthentication", "不合法的access_token");
        }
        return switch (call.method() + " " + call.path()) {
            case "POST /v1.0/robot/oToMessages/batchSend" -> toPeople(call.json());
            case "POST /v1.0/robot/groupMessages/send" -> toGroup(call.json());
            case "POST /v1.0/card/instances/createAndDeliver" -> newCard(call.json());
            case "PUT /v1.0/card/instances" -> changeCard(call.json());
            case "POST /v1.0/robot/messageFiles/download" -> download(call);
            default -> refused(404, "InvalidAction.NotFound", "Specified api is not found");
        };
    }

    private PlatformAnswer token(JsonNode asked) {
        String key = asked.path("appKey").asText();
        if (!asked.path("appSecret").asText("").equals(apps.get(key))) {
            return refused(400, "invalidClientIdOrSecret", "无效的clientId或者clientSecret");
        }
        Instant now = clock.instant();
        Token token = tokens.compute(
                key,
                (app, known) -> known == null || !known.ends().isAfter(now)
                        ? new Token("token-" + serial.incrementAndGet(), now.plus(LIFE))
                        : known);
        long left = Duration.between(now, token.ends()).toSeconds();
        return PlatformAnswer.json(200, Map.of("accessToken", token.text(), "expireIn", left));
    }

    private PlatformAnswer toPeople(JsonNode asked) {
        if (asked.path("userIds").size() > 20) {
            return refused(400, "too.many.people", "userIds exceeds 20");
        }
        PlatformAnswer objection = objection(asked);
        if (objection != null) {
            return objection;
        }
        List<String> unknown = new ArrayList<>();
        List<String> held = new ArrayList<>();
        asked.path("userIds").forEach(id -> {
            if (!people.contains(id.asText())) {
                unknown.add(id.asText());
            } else if (heldBack.contains(id.asText())) {
                held.add(id.asText());
            }
        });
        return PlatformAnswer.json(
                200,
                Map.of(
                        "processQueryKey",
                        "key-" + serial.incrementAndGet(),
                        "invalidStaffIdList",
                        unknown,
                        "flowControlledStaffIdList",
                        held));
    }

    private PlatformAnswer toGroup(JsonNode asked) {
        PlatformAnswer objection = objection(asked);
        if (objection != null) {
            return objection;
        }
        return groups.contains(asked.path("openConversationId").asText())
                ? PlatformAnswer.json(200, Map.of("processQueryKey", "key-" + serial.incrementAndGet()))
                : refused(400, "invalidParameter.openConversationId", "群不存在");
    }

    private static PlatformAnswer objection(JsonNode asked) {
        JsonNode param = asked.path("msgParam");
        if (asked.path("robotCode").asText().isEmpty()) {
            return refused(400, "miss.param", "robotCode is mandatory");
        }
        if (!param.isTextual() || !isJson(param.asText())) {
            return refused(400, "invalidParameter.msgParam", "msgParam is no JSON string");
        }
        return param.asText().getBytes(StandardCharsets.UTF_8).length > MOST_PARAM_BYTES
                ? refused(400, "invalidParameter.msgParam.tooLong", "msgParam is too long")
                : null;
    }

    private PlatformAnswer newCard(JsonNode asked) {
        for (String needed : List.of("cardTemplateId", "outTrackId", "openSpaceId")) {
            if (asked.path(needed).asText().isEmpty()) {
                return refused(400, "param." + needed + "Empty", needed + " is mandatory");
            }
        }
        for (JsonNode value : asked.at("/cardData/cardParamMap")) {
            if (!value.isTextual()) {
                return refused(400, "param.cardDataInvalid", "a value of a card is text");
            }
        }
        cards.putIfAbsent(asked.path("outTrackId").asText(), asked.at("/cardData/cardParamMap"));
        return PlatformAnswer.json(
                200,
                Map.of(
                        "success",
                        true,
                        "result",
                        Map.of(
                                "outTrackId",
                                asked.path("outTrackId").asText(),
                                "deliverResults",
                                List.of(Map.of("spaceType", "IM_GROUP", "success", true)))));
    }

    private PlatformAnswer changeCard(JsonNode asked) {
        String id = asked.path("outTrackId").asText();
        if (!cards.containsKey(id)) {
            return refused(400, "param.cardNotExist", "the card does not exist");
        }
        JsonNode values = asked.at("/cardData/cardParamMap");
        boolean byKey = asked.at("/cardUpdateOptions/updateCardDataByKey").asBoolean();
        cards.put(id, byKey ? ((ObjectNode) cards.get(id).deepCopy()).setAll((ObjectNode) values) : values);
        return PlatformAnswer.json(200, Map.of("success", true, "result", true));
    }

    private PlatformAnswer download(PlatformCall call) {
        String code = call.json().path("downloadCode").asText();
        return files.containsKey(code)
                ? PlatformAnswer.json(
                        200,
                        Map.of("downloadUrl", "http://" + call.header("host").orElse("") + "/files/" + code))
                : refused(400, "invalidParameter.downloadCode", "the code is not valid");
    }

    private static PlatformAnswer refused(int status, String code, String words) {
        return PlatformAnswer.json(status, Map.of("code", code, "message", words, "requestid", "R-1"));
    }

    private static boolean isJson(String text) {
        try {
            return Json.mapper().readTree(text).isObject();
        } catch (JsonProcessingException expected) {
            return false;
        }
    }
}
