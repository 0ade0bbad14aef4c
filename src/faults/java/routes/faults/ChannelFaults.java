package routes.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import routes.fakes.Allowance;

/**
 * Every channel through every fault: its platform refuses one message in its own words, throttles one in its own words, and
 * fails once in each way that any server may; what it did not refuse comes in the end, within its limit.
 */
final class ChannelFaults {
    private static final int ALARMS = 10;
    private static final String PATIENT = "Retry-After: 1\r\n";
    private static final String LARK_TOKEN = "/open-apis/auth/v3/tenant_access_token/internal";

    /** What all servers may do; each takes a message a second time. */
    private static final List<Reply> ANYWHERE = List.of(
            Reply.of(429, "{}", PATIENT),
            Reply.of(500, "{}", ""),
            Reply.HANG,
            Reply.HALF_WAY,
            Reply.GARBAGE,
            Reply.large(500));

    private static final Pattern ALARM = Pattern.compile("fault-\\d+-\\d+");

    private ChannelFaults() {}

    /**
     * @param path where its messages go; empty means the path of the project
     * @param refusal the answer that is final; null where none is: a webhook is tried again whatever it says
     * @param throttle the answer that asks for patience
     * @param messages what it takes in the period, as settings have it
     */
    private record Vendor(
            String channel, String path, @Nullable Reply refusal, Reply throttle, int messages, Duration period) {}

    static List<Fault> all() {
        return vendors()
                .map(vendor -> Fault.of(
                        vendor.channel() + ": refusal, throttling, 429, 500, hang, close half-way, garbage, 1 MB",
                        run -> everyWay(run, vendor)))
                .toList();
    }

    private static Stream<Vendor> vendors() {
        Duration second = Duration.ofSeconds(1);
        Duration minute = StormFaults.WINDOW;
        Reply limit = Reply.of(429, "{\"code\":99991400,\"msg\":\"frequency limit\"}", "x-ogw-ratelimit-reset: 1\r\n");
        Reply slack = Reply.of(429, "{\"ok\":false,\"error\":\"ratelimited\"}", PATIENT);
        return Stream.of(
                new Vendor("Lark", "/open-apis/im/v1/messages", code("code", 230002), limit, 5, second),
                new Vendor("LarkBot", "", code("code", 19024), code("code", 11232), 5, second),
                new Vendor("DingTalk", "", code("errcode", 310000), code("errcode", 130101), StormFaults.SLOW, minute),
                new Vendor("WeChat", "", code("errcode", 93000), code("errcode", 45009), StormFaults.FAST, minute),
                new Vendor(
                        "Slack",
                        "/slack/chat.postMessage",
                        text("{\"ok\":false,\"error\":\"channel_not_found\"}"),
                        slack,
                        1,
                        second),
                new Vendor("Teams", "", text("failed with error: HTTP error 413"), text("HTTP error 429"), 4, second),
                new Vendor("Webhook", "", null, Reply.of(429, "{}", PATIENT), ALARMS * 2, second));
    }

    private static Reply code(String field, int code) {
        String body = "{\"" + field + "\":" + code + ",\"errmsg\":\"keywords not in content\",\"msg\":\"no\"}";
        return Reply.of(200, body, PATIENT);
    }

    private static Reply text(String body) {
        return Reply.of(200, body, "");
    }

    private static void everyWay(Run run, Vendor vendor) {
        AtomicInteger tooMany = new AtomicInteger();
        String path = vendor.path().isEmpty() ? run.path() : vendor.path();
        run.alsoTo(path.substring(1));
        run.robot().answers(LARK_TOKEN, call -> text("{\"code\":0,\"tenant_access_token\":\"t-1\",\"expire\":7200}"));
        run.robot().answers(path, script(vendor, tooMany));
        if ("Webhook".equals(vendor.channel())) {
            run.ground().subscribe(run.project());
        } else {
            run.ground()
                    .addRobot(
                            run.project(),
                            vendor.channel(),
                            run.project(),
                            vendor.path().isEmpty() ? "" : "s3cret");
        }
        Run.away(3);
        run.posted(ALARMS);
        int refused = vendor.refusal() == null ? 0 : 1;
        run.quietWhen(row -> row.dead() == refused && row.delivered() == ALARMS - refused);
        run.afterwards(() -> {
            assertThat(tooMany).as("calls beyond its limit").hasValue(0);
            assertThat(run.robot().at(path).size()).isGreaterThan(ALARMS + ANYWHERE.size());
        });
    }

    /** Each message that comes for the first time meets the next failure. */
    private static Function<Robot.Call, Reply> script(Vendor vendor, AtomicInteger tooMany) {
        Allowance allowance = new Allowance(vendor.messages(), vendor.period(), Duration.ZERO);
        List<Reply> own = new ArrayList<>(List.of(vendor.throttle()));
        Optional.ofNullable(vendor.refusal()).ifPresent(own::add);
        own.addAll(ANYWHERE);
        Queue<Reply> failures = new ConcurrentLinkedQueue<>(own);
        Set<String> begun = ConcurrentHashMap.newKeySet();
        return call -> {
            if (!allowance.take("robot", call.at())) {
                tooMany.incrementAndGet();
            }
            Reply failure = begun.add(alarmOf(call)) ? failures.poll() : null;
            return failure == null ? Reply.TAKEN : failure;
        };
    }

    /** The alarm that a message is about: a repetition need not have the same bytes, as buttons are sealed anew. */
    private static String alarmOf(Robot.Call call) {
        Matcher found = ALARM.matcher(call.body());
        return found.find() ? found.group() : call.body();
    }
}
