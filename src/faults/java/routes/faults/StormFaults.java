package routes.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.bson.Document;
import routes.e2e.Payloads;
import routes.fakes.Allowance;

/**
 * 2,000 alarms in 10 s to a robot that takes 20 messages a minute and to one that takes 100. The robots' minute is scaled
 * to {@link #WINDOW}: the storm is as long as it is, the patience of the robots runs faster. They count what they see, and
 * block a sender of more for ten of their minutes.
 */
final class StormFaults {
    static final Duration WINDOW = Duration.ofSeconds(6);
    static final int SLOW = 20;
    static final int FAST = 100;
    private static final int ALARMS = 2000;
    private static final double SECONDS = 10;
    private static final int WORST_OF = 20;
    /** What a P0 notice needs from the store to its target queue. */
    private static final Duration TO_ITS_LANE = Duration.ofSeconds(3);
    /** Beyond what this carries, a backlog is folded: {@code veaiops.digest.within}. */
    static final int WITHIN = 10;
    /** What limits leave beside their period. */
    private static final double SLACK = 1.02;
    /** What is beside the arithmetic: the sweeps, and a machine that does something else for a moment. */
    private static final double MARGIN = 1.25;
    /** From the last alarm to the last notice: the storm is merged and matched. */
    private static final Duration MADE = Duration.ofSeconds(60);

    private StormFaults() {}

    static List<Fault> all() {
        return List.of(
                Fault.of("storm: 2,000 alarms in 10 s to a robot of 20/min and one of 100/min", StormFaults::storm));
    }

    /** With the sweeper's usual settings: one that requeues every second requeues thousands of notices that wait for their turn. */
    private static void storm(Run run) {
        run.atTheEnd(run.ground()::broken);
        run.ground()
                .restart(Map.of(
                        "veaiops.notices.ring-again-millis", "15000", "veaiops.notices.sweep-period-millis", "1000"));
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
        run.patience(Duration.ofMinutes(8), Duration.ofSeconds(3));
        run.afterwards(() -> {
            assertThat(throttled).as("throttle answers").hasValue(0);
            Instant made = lastMade(run);
            System.out.printf(
                    "storm: the last notice was made %.1f s after the last alarm%n",
                    seconds(Duration.between(end, made)));
            assertThat(made).as("all notices are made").isBefore(end.plus(MADE));
            report(run, made, sent(run, "DingTalk"), SLOW);
            report(run, made, sent(run, "WeChat"), FAST);
        });
    }

    private static String alarm(String project, int i) {
        return Payloads.volcengine("Metric", i % WORST_OF == 0 ? "critical" : "notice", project, project + "-" + i);
    }

    private static Function<Robot.Call, Reply> limited(int messages, AtomicInteger throttled) {
        Allowance allowance = new Allowance(messages, WINDOW, WINDOW.multipliedBy(10));
        return call -> {
            if (allowance.take("robot", call.at())) {
                return Reply.TAKEN;
            }
            throttled.incrementAndGet();
            return Reply.of(200, "{\"errcode\":130101,\"errmsg\":\"send too fast\"}", "");
        };
    }

    private static void report(Run run, Instant made, List<Sent> all, int permits) {
        List<Sent> worst = all.stream().filter(Sent::worst).toList();
        Duration overtaken = worst.stream()
                .flatMap(one -> all.stream().filter(one::wasOvertakenBy).map(other -> waited(one, other)))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        double last = seconds(Duration.between(made, last(all)));
        double still = seconds(run.ground().stillness().between(made, last(all)));
        double bound = bound(permits, pace(all)) + still;
        System.out.printf(
                "storm: %s: %d messages, %d of them digests, the last one %.1f s after the last notice was made, where its limit"
                        + " and %.0f ms for a message allow %.1f s, %.1f s of stillness of the machine included; the last P0"
                        + " after %.1f s; a P0 saw others begin for %.1f s%n",
                all.get(0).channel(),
                all.size(),
                all.stream().filter(Sent::digest).count(),
                last,
                1000 * pace(all),
                bound,
                still,
                seconds(Duration.between(made, last(worst))),
                seconds(overtaken));
        assertThat(worst).as("P0 messages of their own").hasSize(ALARMS / WORST_OF);
        assertThat(overtaken).as("P0 comes first").isLessThan(TO_ITS_LANE);
        assertThat(last).as("all are sent").isLessThan(bound);
    }

    /**
     * What a limit's arithmetic allows, in seconds, from the last notice to the last message. What waits then is what the
     * limit carries in ten of its minutes, and each of them brings a digest besides. A minute of the robot lasts as long as
     * its limit says and one call, which counts until it has ended; or longer, if so many calls one after another do.
     */
    private static double bound(int permits, double pace) {
        double minute = seconds(WINDOW);
        double messages = permits * WITHIN + WITHIN + 1;
        double each = Math.max(minute * SLACK + pace, permits * pace);
        return MARGIN * (messages / permits * each + minute);
    }

    /** What one message after another needs, in seconds, where the limit does not hold it back: the longest pauses are left out. */
    private static double pace(List<Sent> all) {
        List<Instant> begun = all.stream().map(Sent::begun).sorted().toList();
        return IntStream.range(1, begun.size())
                .mapToDouble(i -> seconds(Duration.between(begun.get(i - 1), begun.get(i))))
                .sorted()
                .limit(begun.size() * 9L / 10)
                .average()
                .orElseThrow();
    }

    private static Duration waited(Sent worst, Sent other) {
        return Duration.between(worst.made(), other.begun());
    }

    private static Instant last(List<Sent> messages) {
        return messages.stream().map(Sent::begun).max(Instant::compareTo).orElseThrow();
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }

    /** A message that was sent: one notice, or the digest of several. */
    private record Sent(String channel, boolean digest, boolean worst, Instant made, Instant begun) {
        boolean wasOvertakenBy(Sent other) {
            return !other.worst()
                    && other.begun().isAfter(made)
                    && other.begun().isBefore(begun);
        }
    }

    private static Instant lastMade(Run run) {
        return run.ground().notices(run.project()).stream()
                .filter(notice -> notice.get("bundle") == null)
                .map(notice -> notice.getDate("created_at").toInstant())
                .max(Instant::compareTo)
                .orElseThrow();
    }

    private static List<Sent> sent(Run run, String channel) {
        return run.ground().notices(run.project()).stream()
                .filter(notice -> channel.equals(notice.getString("notice_channel")))
                .filter(notice -> notice.get("carried_by") == null)
                .map(notice -> sent(channel, notice))
                .toList();
    }

    private static Sent sent(String channel, Document notice) {
        Document attempt = notice.getList("attempts", Document.class).get(0);
        return new Sent(
                channel,
                notice.get("bundle") != null,
                "P0".equals(notice.getString("event_level")) && notice.get("bundle") == null,
                notice.getDate("created_at").toInstant(),
                attempt.getDate("at")
                        .toInstant()
                        .minusMillis(attempt.get("millis", Number.class).longValue()));
    }
}
