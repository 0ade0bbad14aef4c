package routes.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.bson.Document;
import routes.e2e.Payloads;
import routes.fakes.Allowance;

/**
 * 2,000 alarms in 10 s to a robot that takes 20 messages a minute and to one that takes 100. The robots' minute is scaled
 * to {@link #WINDOW}: the storm is as long as it is, the patience of the robots runs faster.
 */
final class StormFaults {
    static final Duration WINDOW = Duration.ofSeconds(6);
    static final int SLOW = 20;
    static final int FAST = 100;
    private static final int ALARMS = 2000;
    private static final double SECONDS = 10;
    private static final int WORST_OF = 50;
    /** Forty P0 are two windows of the slow robot; one was spent before they came, and one is for what was under way. */
    private static final Duration WORST_TOLD = WINDOW.multipliedBy(4);
    /**
     * A robot sees calls when they arrive, not when they were let through. The application leaves a fiftieth of the period
     * for that, 1.2 s of a real minute; the time on the way does not scale with the minute, so the robot grants the rest.
     */
    private static final Duration ON_THE_WAY = Duration.ofMillis(1200).minus(WINDOW.dividedBy(50));

    private StormFaults() {}

    static List<Fault> all() {
        return List.of(
                Fault.of("storm: 2,000 alarms in 10 s to a robot of 20/min and one of 100/min", StormFaults::storm));
    }

    private static void storm(Run run) {
        AtomicInteger throttled = new AtomicInteger();
        String fast = run.project() + "-fast";
        run.alsoTo(fast);
        run.robot().answers("/" + fast, limited(FAST, throttled));
        run.chat("DingTalk", limited(SLOW, throttled)).alsoChat("WeChat", fast);
        Run.away(3);
        Load load = new Load(run.ground()::hub).from("volcengine");
        run.add(load);
        load.start(ALARMS, Duration.ofMillis((long) (SECONDS * 1000)), i -> alarm(run.project(), i));
        load.await();
        Instant end = Instant.now();
        run.patience(Duration.ofMinutes(8));
        run.afterwards(() -> {
            assertThat(throttled).as("throttle answers").hasValue(0);
            assertThat(lastOfTheWorst(run, fast)).isBefore(end.plus(WORST_TOLD));
            System.out.println("storm: the last P0 came "
                    + Duration.between(end, lastOfTheWorst(run, fast)).toSeconds() + " s, the last message "
                    + Duration.between(end, last(run, fast, Set.of(""))).toSeconds() + " s after the last alarm, "
                    + run.robot().at(run.path()).size() + " and "
                    + run.robot().at("/" + fast).size() + " messages");
        });
    }

    private static String alarm(String project, int i) {
        return Payloads.volcengine("Metric", i % WORST_OF == 0 ? "critical" : "notice", project, project + "-" + i);
    }

    private static Function<Robot.Call, Reply> limited(int messages, AtomicInteger throttled) {
        Allowance allowance = new Allowance(messages, WINDOW.minus(ON_THE_WAY), WINDOW.multipliedBy(10));
        return call -> {
            if (allowance.take("robot", call.at())) {
                return Reply.TAKEN;
            }
            throttled.incrementAndGet();
            return Reply.of(200, "{\"errcode\":130101,\"errmsg\":\"send too fast\"}", "");
        };
    }

    private static Instant lastOfTheWorst(Run run, String fast) {
        Set<String> worst = StreamSupport.stream(
                        run.ground()
                                .site()
                                .database()
                                .getCollection("veaiops__event")
                                .find(new Document("project", run.project()).append("event_level", "P0"))
                                .spliterator(),
                        false)
                .map(event -> event.getObjectId("_id").toHexString())
                .collect(Collectors.toSet());
        assertThat(worst).hasSize(ALARMS / WORST_OF);
        return last(run, fast, worst);
    }

    private static Instant last(Run run, String fast, Set<String> about) {
        return List.of(run.path(), "/" + fast).stream()
                .flatMap(path -> run.robot().at(path).stream())
                .filter(call -> about.stream().anyMatch(call.body()::contains))
                .map(Robot.Call::at)
                .max(Instant::compareTo)
                .orElseThrow();
    }
}
