package routes.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.bson.Document;

/** Robots that ask to be left alone, under the schedule that the application comes with, and targets that hold on to workers. */
final class ThrottleFaults {
    private static final int ALARMS = 10;
    private static final Duration ASKED = Duration.ofSeconds(6);
    /** What is under way when the answer comes is not called back. */
    private static final Duration UNDER_WAY = Duration.ofMillis(500);

    private static final String RETRY_AFTER = "Retry-After: " + ASKED.toSeconds() + "\r\n";
    private static final String LARK_TOKEN = "/open-apis/auth/v3/tenant_access_token/internal";
    private static final Map<String, String> AS_SHIPPED = Map.of(
            "veaiops.notices.retry.chat.delays", "5s,15s,1m,5m,15m,1h",
            "veaiops.notices.retry.webhook.delays", "5s,5m,30m,2h,5h,10h,10h",
            // its block of ten minutes is cut to the longest delay: no row takes that long
            "veaiops.notices.retry.DingTalk.delays", ASKED.toSeconds() + "s",
            "veaiops.digest.within", "10m");

    private ThrottleFaults() {}

    /** @param path where its messages go; empty means the path of the project */
    private record Vendor(String channel, String path, Reply throttle) {}

    static List<Fault> all() {
        Stream<Fault> throttled = vendors()
                .map(vendor -> Fault.of(
                        vendor.channel() + ": throttles its robot, and nothing is posted until it may",
                        run -> leftAlone(run, vendor)));
        Stream<Fault> held = Stream.of(Fault.of(
                "two webhooks of one host drip their answers, a P0 to a chat is not held up", run -> dripping(run)));
        return Stream.concat(throttled, held).toList();
    }

    private static Stream<Vendor> vendors() {
        return Stream.of(
                new Vendor(
                        "Slack",
                        "/slack/chat.postMessage",
                        Reply.of(429, "{\"ok\":false,\"error\":\"ratelimited\"}", RETRY_AFTER)),
                new Vendor("DingTalk", "", Reply.of(200, "{\"errcode\":130101,\"errmsg\":\"send too fast\"}", "")),
                new Vendor(
                        "Lark",
                        "/open-apis/im/v1/messages",
                        Reply.of(
                                429,
                                "{\"code\":99991400,\"msg\":\"frequency limit\"}",
                                "x-ogw-ratelimit-reset: " + ASKED.toSeconds() + "\r\n")),
                new Vendor(
                        "Telegram",
                        "/bot51:d7/sendMessage",
                        Reply.of(
                                429,
                                "{\"ok\":false,\"error_code\":429,\"parameters\":{\"retry_after\":" + ASKED.toSeconds()
                                        + "}}",
                                "")),
                new Vendor("Webhook", "", Reply.of(429, "{}", RETRY_AFTER)));
    }

    private static void leftAlone(Run run, Vendor vendor) {
        run.ground().restart(AS_SHIPPED);
        run.atTheEnd(run.ground()::restart);
        String path = vendor.path().isEmpty() ? run.path() : vendor.path();
        int before = run.robot().at(path).size();
        AtomicReference<Instant> blocked = new AtomicReference<>();
        run.alsoTo(path.substring(1));
        run.robot()
                .answers(
                        LARK_TOKEN,
                        call -> Reply.of(200, "{\"code\":0,\"tenant_access_token\":\"t-1\",\"expire\":7200}", ""));
        run.robot().answers(path, call -> blocked.compareAndSet(null, call.at()) ? vendor.throttle() : Reply.TAKEN);
        subscribe(run, vendor);
        Run.away(3);
        run.load(ALARMS, ASKED.toSeconds() - 2).await();
        run.quietWhen(row -> row.dead() == 0 && row.delivered() == row.accepted());
        run.afterwards(() -> assertThat(run.robot().at(path).stream().skip(before + 1L))
                .isNotEmpty()
                .allSatisfy(call -> assertThat(Duration.between(blocked.get(), call.at()))
                        .as("after the robot was throttled")
                        .matches(since -> since.compareTo(UNDER_WAY) < 0 || since.compareTo(ASKED) >= 0)));
    }

    private static void subscribe(Run run, Vendor vendor) {
        switch (vendor.channel()) {
            case "Webhook" -> run.ground().subscribe(run.project());
            case "Telegram" -> run.ground()
                    .addRobot(
                            run.project(),
                            vendor.channel(),
                            run.project(),
                            "",
                            new Document("token", "51:d7")
                                    .append("base_url", run.robot().url("")));
            default -> run.ground()
                    .addRobot(
                            run.project(),
                            vendor.channel(),
                            run.project(),
                            vendor.path().isEmpty() ? "" : "s3cret");
        }
    }

    private static void dripping(Run run) {
        String chat = run.project() + "-chat";
        for (String name : List.of("a", "b")) {
            String path = run.path() + "-" + name;
            run.alsoTo(path.substring(1));
            run.robot().answers(path, call -> call.seenBefore() ? Reply.TAKEN : Reply.DRIP);
            run.ground().subscribe(run.project(), run.robot().url(path), name);
        }
        run.alsoTo(chat);
        run.robot().answers("/" + chat, call -> Reply.of(200, "ok", "").taken());
        run.ground().addRobot(chat, "Mattermost", chat, "");
        Run.away(3);
        run.posted(36);
        Instant begun = Instant.now();

        run.load(1, 0.1, chat).await();

        run.until("the chat", () -> !run.robot().at("/" + chat).isEmpty());
        assertThat(Duration.between(begun, Instant.now()))
                .as("until the chat has it")
                .isLessThan(Duration.ofSeconds(2));
        run.quietWhen(row -> row.dead() == 0 && row.delivered() >= row.accepted());
    }
}
