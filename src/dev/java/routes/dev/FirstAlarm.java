package routes.dev;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** Subscribes the fake bots to every alarm, by the same API that people use, and sends one alarm. */
final class FirstAlarm {
    private static final String CENTER = "/apis/v1/manager/event-center/";
    private static final String NAME = "fake platforms";

    private final HubCalls hub;

    private FirstAlarm(HubCalls hub) {
        this.hub = hub;
    }

    /** @param number makes the alarm another one than that of any earlier run */
    static void send(HubCalls hub, List<FakeBot> bots, long number) {
        subscribe(hub, bots);
        Trouble trouble = new Trouble("zabbix", "first-" + number, "db-1", "system.cpu.util", "high cpu");
        hub.alarm(AlarmPost.of(trouble, "97.3 %", true));
    }

    /** Once: what an earlier run wrote still counts. */
    static void subscribe(HubCalls hub, List<FakeBot> bots) {
        new FirstAlarm(hub).subscribe(bots);
    }

    private void subscribe(List<FakeBot> bots) {
        for (JsonNode one :
                hub.get(CENTER + "subscribe/?limit=100&show_all=true").path("data")) {
            if (one.path("name").asText().equals(NAME)) {
                return;
            }
        }
        List<String> strategies = bots.stream().map(this::strategy).toList();
        Map<String, Object> subscription = Map.of(
                "name",
                NAME,
                "agent_type",
                "intelligent_threshold_agent",
                "inform_strategy_ids",
                strategies,
                "start_time",
                "2020-01-01T00:00:00Z",
                "end_time",
                "2100-01-01T00:00:00Z",
                "event_level",
                List.of());
        hub.post(CENTER + "subscribe/", subscription);
    }

    private String strategy(FakeBot bot) {
        Map<String, Object> strategy = Map.of(
                "name", "fake " + bot.channel(),
                "channel", bot.channel(),
                "bot_id", bot.botId(),
                "chat_ids", List.of(bot.chatId()));
        return hub.post(CENTER + "inform-strategy/", strategy).at("/data/id").asText();
    }
}
