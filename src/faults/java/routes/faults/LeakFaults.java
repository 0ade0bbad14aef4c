package routes.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Robots that repeat our own secrets in their answers, and addresses that fail: no secret can be read afterwards. */
final class LeakFaults {
    private static final String NOTICES = "/apis/v1/manager/event-center/notice";
    private static final List<String> CHANNELS = List.of("DingTalk", "WeChat", "Slack", "Teams");

    private LeakFaults() {}

    static List<Fault> all() {
        return List.of(Fault.of(
                "every channel fails in every way and repeats our secrets: none shows (A.6-13)", LeakFaults::everyWay));
    }

    /** @param known what this robot knows of our secrets */
    private static List<Reply> failures(List<String> known) {
        String repeated = String.join(" ", known);
        String first = known.get(0);
        return List.of(
                Reply.of(400, "{\"errcode\":310000,\"error\":\"x\",\"errmsg\":\"keywords " + repeated + "\"}", ""),
                Reply.of(418, "{\"errcode\":999123,\"error\":\"x\",\"errmsg\":\"" + repeated + "\"}", ""),
                Reply.of(500, repeated, "X-Repeated: " + repeated + "\r\n"),
                Reply.of(302, "", "Location: http://127.0.0.1:1/?key=" + first + "\r\n"),
                Reply.of(401, repeated, "WWW-Authenticate: Bearer realm=\"" + first + "\"\r\n"),
                Reply.HALF_WAY,
                Reply.GARBAGE);
    }

    private static void everyWay(Run run) {
        Function<Robot.Call, Reply> script = oneAfterTheOther(failures(Ground.secrets()));
        Function<Robot.Call, Reply> chat =
                oneAfterTheOther(failures(Ground.secrets().subList(0, 1)));
        run.webhook(script);
        for (String channel : CHANNELS) {
            String other = run.project() + "-" + channel.toLowerCase(Locale.ROOT);
            run.alsoTo(other);
            run.robot().answers("/" + other, chat);
            run.alsoChat(channel, other);
        }
        String path = "/services/" + Ground.secrets().get(1);
        run.robot().answers(path, script);
        Map.of(
                        "refused",
                        "http://127.0.0.1:1",
                        "unknown",
                        "http://nowhere.invalid",
                        "robot",
                        run.robot().url(""))
                .forEach((name, host) -> run.ground().subscribe(run.project(), Ground.secretUrl(host), name));
        Run.away(3);
        run.posted(8);
        run.quietWhen(row -> row.dead() == row.accepted() && run.settled());
        run.afterwards(() -> nothingShows(run));
    }

    private static Function<Robot.Call, Reply> oneAfterTheOther(List<Reply> replies) {
        AtomicInteger next = new AtomicInteger();
        return call -> replies.get(next.getAndIncrement() % replies.size());
    }

    private static void nothingShows(Run run) {
        assertThat(run.ground().site().logs()).as("log").doesNotContain(Ground.secrets());
        assertThat(run.traces()).as("trace").contains("/services/***/***/***").doesNotContain(Ground.secrets());
        assertThat(run.hub().call("GET", NOTICES + "?limit=100", "").body())
                .as("notices")
                .contains("DEAD", "/services/***/***/***")
                .doesNotContain(Ground.secrets());
        assertThat(run.hub().metrics())
                .as("metrics")
                .contains("veaiops_notices")
                .doesNotContain(Ground.secrets());
        for (String topic : List.of("veaiops.notices.dead", "veaiops.notices")) {
            assertThat(records(run, topic)).as(topic).isNotEmpty().doesNotContain(Ground.secrets());
        }
    }

    private static String records(Run run, String topic) {
        return TopicRecords.of(run.ground().site().kafka(), topic).stream()
                .map(record -> record.key() + " " + new String(record.value(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("\n"));
    }
}
