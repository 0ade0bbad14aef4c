package routes.channel.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import routes.channel.bot.Bot;
import routes.notice.Notice;
import routes.notice.render.Medium;

/**
 * Cards of DingTalk's card platform: an operator lays one out there, and the templates of {@code templates/dingtalk-card} give
 * its variables their values, all text. A card is known by the id of its notice, so that a second delivery makes no second
 * card, and it can be changed.
 */
final class DingTalkCards {
    /** What the templates of cards write. */
    static final Medium MEDIUM = Medium.json("dingtalk-card", DingTalkMarkup.MARKDOWN, 18_000)
            .coloured("#d92d20", "#f79009", "#b88a00", "#12b76a", "#2e90fa");

    private DingTalkCards() {}

    static ObjectNode delivery(Notice notice, Bot bot, String template, JsonNode values) {
        String address = notice.target().address();
        boolean people = address.startsWith(DingTalkMessenger.PEOPLE);
        String robot = DingTalkCredentials.robotCode(bot);
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("cardTemplateId", template)
                .put("outTrackId", notice.id())
                .put("callbackType", "HTTP");
        String route = DingTalkCredentials.text(bot, DingTalkCredentials.CARD_ROUTE, "");
        if (!route.isEmpty()) {
            body.put("callbackRouteKey", route);
        }
        body.putObject("cardData").set("cardParamMap", variables(values));
        if (people) {
            String person = address.substring(DingTalkMessenger.PEOPLE.length());
            body.put("openSpaceId", "dtv1.card//IM_ROBOT." + person);
            body.putObject("imRobotOpenSpaceModel").put("supportForward", true);
            body.putObject("imRobotOpenDeliverModel")
                    .put("spaceType", "IM_ROBOT")
                    .put("robotCode", robot);
        } else {
            body.put("openSpaceId", "dtv1.card//IM_GROUP." + address);
            body.putObject("imGroupOpenSpaceModel").put("supportForward", true);
            body.putObject("imGroupOpenDeliverModel").put("robotCode", robot);
        }
        return body;
    }

    /** Variables are text: each button has one of its name with what it carries, and one with its words. */
    private static ObjectNode variables(JsonNode values) {
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> value : values.properties()) {
            if (value.getValue().isValueNode()) {
                variables.put(value.getKey(), value.getValue().asText());
            }
        }
        for (JsonNode action : values.path("actions")) {
            String name = action.path("name").asText().replace('-', '_');
            variables.put(name, action.path("value").asText());
            variables.put(name + "_label", action.path("label").asText());
        }
        return variables;
    }

    /** All values anew: those of buttons that are gone do not stay. */
    static ObjectNode change(String outTrackId, JsonNode values) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("outTrackId", outTrackId);
        body.putObject("cardData").set("cardParamMap", variables(values));
        body.putObject("cardUpdateOptions").put("updateCardDataByKey", false);
        return body;
    }
}
