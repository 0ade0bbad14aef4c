package routes.notice.render;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import routes.fakes.FakeTeams;
import routes.fakes.SlackBlocks;

/** What platforms refuse in a message, as far as their documents say. */
final class MessageRules {
    private final List<String> problems = new ArrayList<>();

    private MessageRules() {}

    static List<String> problems(String folder, JsonNode message) {
        MessageRules rules = new MessageRules();
        switch (folder) {
            case "slack" -> rules.problems.addAll(SlackBlocks.problems(message));
            case "teams" -> rules.problems.addAll(FakeTeams.problems(message));
            case "lark" -> rules.lark(message);
            case "dingtalk" -> rules.text(message.at("/markdown/title"), 1, 1000);
            case "dingtalk-card" -> rules.dingTalkCard(message);
            case "wecom" -> rules.text(message.at("/markdown/content"), 1, 4096);
            case "wecom-card" -> rules.weComCard(message);
            case "discord" -> rules.discord(message);
            case "mattermost" -> rules.text(message.path("text"), 1, 16_383);
            case "telegram" -> rules.telegram(message);
            case "ntfy" -> rules.ntfy(message);
            case "email" -> rules.email(message);
            case "google-chat" -> rules.googleChat(message);
            case "gotify" -> rules.gotify(message);
            case "pagerduty" -> rules.pagerDuty(message);
            case "opsgenie" -> rules.opsgenie(message);
            case "bark" -> rules.bark(message);
            case "zulip" -> rules.text(message.path("content"), 1, 10_000);
            case "webex" -> rules.text(message.path("markdown"), 1, 7439);
            case "matrix" -> rules.matrix(message);
            case "twilio" -> rules.text(message.path("Body"), 1, 1600);
            default -> rules.problems.add("no rules for " + folder);
        }
        return rules.problems;
    }

    private void email(JsonNode message) {
        text(message.path("subject"), 1, 200);
        text(message.path("text"), 1, 200_000);
        if (message.path("subject").asText().contains("\n")) {
            problems.add("a subject is one line");
        }
    }

    private void googleChat(JsonNode message) {
        JsonNode widgets = message.at("/cardsV2/0/card/sections/0/widgets");
        size(widgets, 1, 100);
        text(widgets.at("/0/textParagraph/text"), 1, 30_000);
        text(message.at("/thread/threadKey"), 1, 4000);
    }

    private void gotify(JsonNode message) {
        text(message.path("message"), 1, 20_000);
        range(message.path("priority"), 0, 10);
    }

    private void pagerDuty(JsonNode message) {
        word(message.path("event_action"), "trigger", "acknowledge", "resolve");
        text(message.path("dedup_key"), 1, 255);
        text(message.at("/payload/summary"), 1, 1024);
        text(message.at("/payload/source"), 1, 1024);
        word(message.at("/payload/severity"), "critical", "error", "warning", "info");
    }

    private void opsgenie(JsonNode message) {
        if (message.has("message")) {
            text(message.path("message"), 1, 130);
            text(message.path("alias"), 1, 512);
            text(message.path("description"), 1, 15_000);
            word(message.path("priority"), "P1", "P2", "P3", "P4", "P5");
            message.path("details").forEach(detail -> text(detail, 0, 8000));
        } else {
            text(message.path("note"), 1, 25_000);
        }
        text(message.path("source"), 1, 100);
    }

    private void bark(JsonNode message) {
        text(message.path("title"), 1, 200);
        text(message.path("body"), 1, 3500);
        word(message.path("level"), "critical", "active", "timeSensitive", "passive");
    }

    private void matrix(JsonNode message) {
        word(message.path("msgtype"), "m.text");
        text(message.path("body"), 1, 30_000);
        text(message.path("formatted_body"), 1, 60_000);
    }

    private void word(JsonNode text, String... words) {
        if (!List.of(words).contains(text.asText())) {
            problems.add("one of " + List.of(words) + " is wanted, not " + text);
        }
    }

    private void range(JsonNode number, int least, int most) {
        if (!number.isInt() || number.asInt() < least || number.asInt() > most) {
            problems.add("a number of " + least + " to " + most + " is wanted, not " + number);
        }
    }

    private void lark(JsonNode message) {
        text(message.path("schema"), 3, 3);
        size(message.at("/body/elements"), 1, 200);
        message.at("/body/elements").forEach(element -> {
            if (element.path("tag").asText().equals("button")) {
                text(element.at("/text/content"), 1, 100);
                size(element.path("behaviors"), 1, 2);
            } else if (element.path("tag").asText().equals("collapsible_panel")) {
                text(element.at("/header/title/content"), 1, 100);
                text(element.at("/elements/0/content"), 1, 30_000);
            } else {
                text(element.path("content"), 1, 30_000);
            }
        });
    }

    /** A variable that is no text is refused; a button's are made of its name, its words and what it carries. */
    private void dingTalkCard(JsonNode message) {
        text(message.path("title"), 1, 1000);
        text(message.path("text"), 1, 18_000);
        text(message.path("detailUrl"), 1, 2048);
        message.properties().forEach(variable -> {
            if (!variable.getKey().equals("actions")) {
                text(variable.getValue(), 0, 18_000);
            }
        });
        message.path("actions").forEach(action -> {
            text(action.path("name"), 1, 64);
            text(action.path("label"), 1, 100);
            text(action.path("value"), 1, 1024);
        });
    }

    private void weComCard(JsonNode message) {
        text(message.path("card_type"), 18, 18);
        text(message.at("/main_title/title"), 1, 1000);
        text(message.at("/card_action/url"), 1, 2048);
        size(message.path("horizontal_content_list"), 0, 6);
        message.path("horizontal_content_list").forEach(row -> {
            text(row.path("keyname"), 1, 20);
            text(row.path("value"), 1, 1000);
        });
        size(message.path("button_list"), 1, 6);
        message.path("button_list").forEach(button -> {
            text(button.path("text"), 1, 20);
            text(button.path("key"), 1, 1024);
        });
    }

    private void discord(JsonNode message) {
        text(message.path("content"), 1, 2000);
        size(message.at("/allowed_mentions/parse"), 0, 0);
    }

    private void telegram(JsonNode message) {
        text(message.path("text"), 1, 4096);
        text(message.path("parse_mode"), 4, 4);
        problems.addAll(TelegramHtml.problems(message.path("text").asText()));
    }

    private void ntfy(JsonNode message) {
        text(message.path("title"), 1, 250);
        text(message.path("message"), 1, 4096);
        int priority = message.path("priority").asInt();
        if (priority < 1 || priority > 5) {
            problems.add("a priority is 1 to 5, not " + message.path("priority"));
        }
        if (message.has("click")) {
            text(message.path("click"), 1, 2048);
        }
    }

    private void text(JsonNode text, int least, int most) {
        if (!text.isTextual()
                || text.textValue().length() < least
                || text.textValue().length() > most) {
            problems.add("a text of " + least + " to " + most + " characters is wanted, not " + text);
        }
    }

    private void size(JsonNode list, int least, int most) {
        if (!list.isArray() || list.size() < least || list.size() > most) {
            problems.add("a list of " + least + " to " + most + " is wanted, not " + list);
        }
    }
}
