package routes;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rooms of the application, from the ground up: a room may use those before it in this list, and none after it. The table
 * of {@code docs/architecture.md} is written from here.
 */
final class Rooms {
    static final List<Room> ALL = List.of(
            room(
                    "common",
                    "what every room may use: errors, JSON, YAML with line numbers, secrets, records and their repository, the one "
                            + "way out over HTTP",
                    "error",
                    "json",
                    "outgoing",
                    "repository",
                    "security",
                    "tracing",
                    "yaml"),
            room(
                    "alarm",
                    "the Alarm and its converters, a folder for each source in Java; jq mappings; refused bodies",
                    "aliyun",
                    "chatops",
                    "mapping",
                    "rejected",
                    "volcengine",
                    "zabbix"),
            room("event", "the Event, the merge, flapping"),
            room(
                    "subscription",
                    "who wants which events: matching, webhooks, inhibition, silences, owners",
                    "inhibition",
                    "owner",
                    "silence"),
            room(
                    "notice",
                    "the Notice and its states, digests and groups, what answers mean, messages, replay",
                    "receipt",
                    "render",
                    "replay"),
            room(
                    "channel",
                    "bots, chats, and a folder for each chat platform",
                    "bot",
                    "chat",
                    "dingtalk",
                    "email",
                    "lark",
                    "mapped",
                    "slack",
                    "socket",
                    "teams",
                    "webhook",
                    "wecom"),
            room(
                    "datasource",
                    "connects, calls to platforms, and a folder for each monitoring system",
                    "aliyun",
                    "call",
                    "connect",
                    "prometheus",
                    "volcengine",
                    "zabbix"),
            room("threshold", "recommended bounds, tasks, plans and syncs of alarm rules", "chart", "rule", "task"),
            room(
                    "health",
                    "is anything lost, silent or stuck: ledger, heartbeat watches, the hub's own alarms",
                    "heartbeat",
                    "ledger",
                    "selfalarm"),
            room("account", "callers: people, machine tokens, what each may do, and the audit of changes"),
            room("http", "the HTTP server engine, requests, answers, limits of callers", "limits"),
            room(
                    "api",
                    "the operations of the HTTP API, and the pages for people",
                    "account",
                    "bot",
                    "datasource",
                    "deadletter",
                    "heartbeat",
                    "inhibition",
                    "page",
                    "silence",
                    "subscription",
                    "threshold"),
            room(
                    "steps",
                    "the beans that routes name, a folder for each family of route files",
                    "delivery",
                    "dispatch",
                    "housekeeping",
                    "inbound",
                    "intake",
                    "kafka",
                    "merge",
                    "socket",
                    "watch"),
            room(
                    "extension",
                    "what is loaded beside the application, and how it is checked, learned and tried",
                    "claim",
                    "learn",
                    "lint",
                    "source",
                    "trial"),
            room("store", "MongoDB: the one room that sees the driver"),
            room("wiring", "how beans are made and joined; settings"),
            room("tool", "the command line", "cli", "compare", "config", "maven", "preview", "scaffold", "topology"));

    /**
     * @param holds what belongs there
     * @param folders its packages beside the room itself
     */
    record Room(String name, String holds, List<String> folders) {
        Stream<String> packages() {
            return Stream.concat(
                    Stream.of("routes." + name), folders.stream().map(folder -> "routes." + name + "." + folder));
        }
    }

    private Rooms() {}

    private static Room room(String name, String holds, String... folders) {
        return new Room(name, holds, List.of(folders));
    }

    /** Its place in the order, the root being the last. */
    static int floor(String packageName) {
        for (int i = 0; i < ALL.size(); i++) {
            String room = "routes." + ALL.get(i).name();
            if (packageName.equals(room) || packageName.startsWith(room + ".")) {
                return i;
            }
        }
        return ALL.size();
    }

    static String table() {
        return "| room | holds | folders |\n|---|---|---|\n"
                + ALL.stream()
                        .map(room -> "| `%s` | %s | %s |\n"
                                .formatted(
                                        room.name(),
                                        room.holds(),
                                        room.folders().stream()
                                                .map(folder -> "`" + folder + "`")
                                                .collect(Collectors.joining(" "))))
                        .collect(Collectors.joining())
                + "| root | the start of the application |  |\n";
    }
}
