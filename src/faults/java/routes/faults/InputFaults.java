package routes.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import routes.e2e.Payloads;

/** What comes in twice, out of order, late, without a subscriber, or as no alarm at all. */
final class InputFaults {
    private static final int ALARMS = 40;
    private static final int MANY = 4000;
    private static final int LATEST_HOURS = 26;
    private static final int AHEAD_HOURS = 2;
    private static final DateTimeFormatter SENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.ofHours(8));

    private InputFaults() {}

    static List<Fault> all() {
        return List.of(
                Fault.of("every alarm comes five times: one message each", InputFaults::fiveTimes),
                Fault.of("posts with the sender's id come twice: one alarm each", InputFaults::sameTrace),
                Fault.of("recoveries come before their alarms", InputFaults::reordered),
                Fault.of(
                        "alarms up to 26 hours late, newest first, and from senders whose clocks are 2 hours ahead",
                        InputFaults::late),
                Fault.of("alarms and recoveries: both are told, in order", InputFaults::recovered),
                Fault.of("alarms that nobody subscribes to", run -> run.posted(ALARMS)),
                Fault.of("alarms under a silence", InputFaults::silenced),
                Fault.of("arbitrary bytes between the alarms", InputFaults::garbage),
                Fault.of("20 producers at once, 4,000 alarms, one message each (A.6-16)", InputFaults::manyProducers));
    }

    private static void fiveTimes(Run run) {
        run.webhook();
        for (int i = 0; i < 5 * ALARMS; i++) {
            run.post("PROBLEM", run.project() + "-" + i % ALARMS);
        }
        run.afterwards(() -> assertThat(run.robot().at(run.path())).hasSize(ALARMS));
    }

    private static void sameTrace(Run run) {
        run.webhook();
        for (int i = 0; i < ALARMS; i++) {
            byte[] body = Payloads.volcengine("Metric", "critical", run.project(), run.project() + i)
                    .getBytes(StandardCharsets.UTF_8);
            assertThat(run.traced("trace-" + run.project() + i, body))
                    .isEqualTo(run.traced("trace-" + run.project() + i, body));
        }
        run.afterwards(() -> assertThat(run.robot().at(run.path())).hasSize(ALARMS));
    }

    private static void reordered(Run run) {
        run.webhook();
        for (int i = 0; i < ALARMS; i++) {
            run.post("OK", run.project() + "-" + i);
            run.post("PROBLEM", run.project() + "-" + i);
        }
        run.quietWhen(row -> row.waiting() == 0 && row.delivered() == ALARMS);
    }

    private static void late(Run run) {
        run.webhook();
        Instant now = Instant.now();
        for (int hours = AHEAD_HOURS; hours >= -LATEST_HOURS; hours -= 4) {
            Instant at = now.plus(Duration.ofHours(hours));
            IntStream.range(0, ALARMS / 4).forEach(i -> run.postVolcengine(dated(run.project(), i, at)));
        }
        run.quietWhen(row -> row.delivered() == row.accepted());
        run.afterwards(() -> assertThat(run.robot().at(run.path())).hasSize(ALARMS / 4));
    }

    private static String dated(String project, int group, Instant at) {
        return Payloads.volcengine("Metric", "critical", project, project + "-" + group)
                .replace("1746064800", Long.toString(at.getEpochSecond()))
                .replace("1746064860", Long.toString(at.getEpochSecond() + 60))
                .replace("2025-05-01 10:00:00", SENT.format(at));
    }

    private static void recovered(Run run) {
        run.webhook();
        for (String status : List.of("PROBLEM", "OK")) {
            IntStream.range(0, ALARMS).forEach(i -> run.post(status, run.project() + "-" + i));
        }
        run.quietWhen(row -> row.delivered() == 2 * ALARMS);
        run.afterwards(() -> assertThat(run.robot().at(run.path())).hasSize(2 * ALARMS));
    }

    private static void silenced(Run run) {
        String silence =
                """
                {"matchers":[{"name":"project","op":"=","value":"%s"}],"created_by":"faults","comment":"a fault",
                 "ends_at":"%s"}
                """
                        .formatted(run.project(), Instant.now().plusSeconds(36_000));
        assertThat(run.webhook().hub().call("POST", "/apis/v1/manager/event-center/silence", silence))
                .satisfies(answer ->
                        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201));
        Run.away(2);
        run.posted(ALARMS);
        run.quietWhen(row -> row.suppressed() == ALARMS);
        run.afterwards(() -> assertThat(run.robot().at(run.path())).isEmpty());
    }

    private static void garbage(Run run) {
        run.webhook();
        Random random = new Random(FaultSuite.SEED);
        for (int i = 0; i < ALARMS; i++) {
            byte[] body = new byte[random.nextInt(2000)];
            random.nextBytes(body);
            assertThat(run.hub()
                            .post("/alarms/zabbix", "application/json", body)
                            .statusCode())
                    .isBetween(400, 499);
            run.post("PROBLEM", run.project() + "-" + i);
        }
        run.quietWhen(row -> row.delivered() == ALARMS);
    }

    private static void manyProducers(Run run) {
        run.webhook();
        List<Load> loads = IntStream.range(0, 5)
                .mapToObj(load -> new Load(run::hub)
                        .start(
                                MANY / 5,
                                Duration.ofSeconds(2),
                                i -> Payloads.zabbix("PROBLEM", run.project(), run.project() + "-" + load + "-" + i)))
                .toList();
        loads.forEach(run::add);
        run.quietWhen(row -> row.delivered() == MANY);
        run.afterwards(() -> assertThat(run.robot().at(run.path())).hasSize(MANY));
    }
}
