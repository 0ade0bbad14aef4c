package routes.tool.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The kinds of receivers of an Alertmanager that are channels here: which bot says the same, and which chat. */
enum AlertmanagerKind {
    SLACK(
            "slack_configs",
            "Slack",
            false,
            new Field("api_url", "slack_api_url", "webhook_url", true, ""),
            Field.chat("channel")),
    EMAIL(
            "email_configs",
            "Email",
            false,
            new Field("from", "smtp_from", "from", false, ""),
            Field.chat("to"),
            Field.left("smarthost"),
            Field.left("auth_username"),
            Field.left("auth_password"),
            Field.left("auth_password_file"),
            Field.left("require_tls")),
    PAGERDUTY(
            "pagerduty_configs",
            "PagerDuty",
            true,
            new Field("routing_key", "", "routing_key", true, ""),
            new Field("url", "pagerduty_url", "base_url", false, "/v2/enqueue")),
    OPSGENIE(
            "opsgenie_configs",
            "Opsgenie",
            true,
            new Field("api_key", "opsgenie_api_key", "api_key", true, ""),
            new Field("api_url", "opsgenie_api_url", "base_url", false, "/")),
    TELEGRAM(
            "telegram_configs",
            "Telegram",
            true,
            new Field("bot_token", "telegram_bot_token", "token", true, ""),
            new Field("api_url", "telegram_api_url", "base_url", false, "/"),
            Field.chat("chat_id"),
            Field.chat("message_thread_id")),
    DISCORD("discord_configs", "Discord", true, new Field("webhook_url", "", "webhook_url", true, "")),
    TEAMS("msteamsv2_configs", "Teams", true, new Field("webhook_url", "", "webhook_url", true, "")),
    MATTERMOST("mattermost_configs", "Mattermost", true, new Field("webhook_url", "", "webhook_url", true, "")),
    WEBEX(
            "webex_configs",
            "Webex",
            true,
            new Field("http_config.authorization.credentials", "", "token", true, ""),
            new Field("api_url", "webex_api_url", "base_url", false, "/v1/messages"),
            Field.chat("room_id")),
    WECHAT(
            "wechat_configs",
            "WeChat",
            false,
            new Field("api_secret", "wechat_api_secret", "secret", true, ""),
            new Field("corp_id", "wechat_api_corp_id", "corp_id", false, ""),
            new Field("agent_id", "", "agent_id", false, ""),
            Field.chat("to_user"),
            Field.chat("to_party"),
            Field.chat("to_tag"));

    /** Why the others are no bots. */
    static final Map<String, String> OTHERS = Map.of(
            "msteams_configs",
            "connectors of Office 365 are retired: make a workflow in Teams and a bot of the channel Teams with its address",
            "victorops_configs",
            "no channel for it is shipped: post event.v1 to its REST endpoint by a webhook, or write a channel file",
            "pushover_configs",
            "no channel for it is shipped: write a channel file (veaiops new channel pushover)",
            "sns_configs",
            "no channel for it is shipped: add camel-aws2-sns and a route that reads veaiops.events");

    /** What the chat of a bot is called that posts to one place. */
    private static final String ONLY_CHAT = "main";

    final String list;
    final String channel;
    /** Whether a recovery is sent when the file does not say it. */
    final boolean resolved;

    final List<Field> fields;

    AlertmanagerKind(String list, String channel, boolean resolved, Field... fields) {
        this.list = list;
        this.channel = channel;
        this.resolved = resolved;
        this.fields = List.of(fields);
    }

    /**
     * @param name in the receiver; dots go into what is nested
     * @param global in {@code global}, when the receiver does not say it; empty for none
     * @param credential of the bot; empty for what is a chat or a setting
     * @param end what our address does not have at its end
     */
    record Field(String name, String global, String credential, boolean secret, String end) {
        static Field chat(String name) {
            return new Field(name, "", "", false, "");
        }

        /** A setting of the hub. */
        static Field left(String name) {
            return new Field(name, "smtp_" + name, "", false, "");
        }

        /** Of the receiver, else of all. */
        JsonNode of(JsonNode receiver, JsonNode all, String suffix) {
            JsonNode own = receiver.at("/" + name.replace('.', '/') + suffix);
            return own.isMissingNode() && !global.isEmpty() ? all.path(global + suffix) : own;
        }
    }

    static Optional<AlertmanagerKind> of(String list) {
        return Arrays.stream(values()).filter(kind -> kind.list.equals(list)).findFirst();
    }

    static boolean readsGlobal(String field) {
        return Arrays.stream(values())
                .flatMap(kind -> kind.fields.stream())
                .anyMatch(one -> one.global().equals(field) || (one.global() + "_file").equals(field));
    }

    boolean reads(String field) {
        return fields.stream()
                .anyMatch(one -> one.name().split("\\.")[0].equals(field) || (one.name() + "_file").equals(field));
    }

    /** The chat of the strategy; empty when there is none, or several that are no one chat here. */
    Optional<String> chat(JsonNode receiver) {
        return switch (this) {
            case SLACK -> said(receiver, "channel", "").or(() -> Optional.of(ONLY_CHAT));
            case EMAIL -> said(receiver, "to", "");
            case TELEGRAM -> said(receiver, "chat_id", "")
                    .map(chat -> chat + said(receiver, "message_thread_id", ":").orElse(""));
            case WEBEX -> said(receiver, "room_id", "");
            case WECHAT -> {
                List<String> chats = List.of(
                                said(receiver, "to_user", "user:"),
                                said(receiver, "to_party", "party:"),
                                said(receiver, "to_tag", "tag:"))
                        .stream()
                        .flatMap(Optional::stream)
                        .toList();
                yield chats.size() == 1 ? Optional.of(chats.get(0).replace("user:@all", "@all")) : Optional.empty();
            }
            default -> Optional.of(ONLY_CHAT);
        };
    }

    private static Optional<String> said(JsonNode receiver, String field, String before) {
        String text = receiver.path(field).asText();
        return text.isBlank() || text.equals("0") ? Optional.empty() : Optional.of(before + text);
    }
}
