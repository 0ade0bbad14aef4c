package routes.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a target may be sent, and how often, holds whatever becomes of the process that counts. */
final class BudgetFaults {
    private static final int ALARMS = 10;
    /** Three delays are four attempts. */
    private static final int ATTEMPTS = 4;

    private static final List<Integer> DEADLY_CALLS = List.of(5, 15, 25);
    private static final int DEAD_LETTERS = 40;
    private static final int HALF_WAY = 20;
    private static final int MESSAGES = 5;

    private BudgetFaults() {}

    static List<Fault> all() {
        return List.of(
                Fault.of(
                        "webhook answers 500 for ever, application killed three times between attempts (A.6-7)",
                        BudgetFaults::restarts),
                Fault.of("dead letters replayed, application killed half way (A.6-18)", BudgetFaults::replay),
                Fault.of("five messages to a chat that takes one a minute (A.6-9)", BudgetFaults::oneAMinute));
    }

    /** A process that ends between a claim and its call has used an attempt up, one that ends in a call may repeat it. */
    private static void restarts(Run run) {
        AtomicInteger calls = new AtomicInteger();
        run.webhook(call -> {
            if (DEADLY_CALLS.contains(calls.incrementAndGet())) {
                run.hub().kill();
            }
            return Reply.of(500, "{}", "");
        });
        Load load = run.load(ALARMS, 0.2);
        DEADLY_CALLS.forEach(call -> revive(run));
        load.await();
        run.quietWhen(row -> row.dead() == row.accepted());
        run.afterwards(() -> assertThat(attempts(run)).hasSize(ALARMS).allSatisfy(count -> assertThat(count)
                .isBetween((long) ATTEMPTS - DEADLY_CALLS.size(), (long) ATTEMPTS + DEADLY_CALLS.size())));
    }

    private static List<Long> attempts(Run run) {
        return List.copyOf(run.robot().at(run.path()).stream()
                .collect(Collectors.groupingBy(Robot.Call::message, Collectors.counting()))
                .values());
    }

    private static void revive(Run run) {
        run.until("the end of the process", () -> !run.hub().isAlive());
        run.ground().restart();
    }

    private static void replay(Run run) {
        run.webhook(call -> Reply.of(400, "{}", "")).posted(DEAD_LETTERS);
        run.until("dead letters", () -> run.ended(row -> row.dead() == DEAD_LETTERS));
        run.robot().answers(run.path(), killing(run));
        String filter = "{\"filter\":{\"target\":\"" + run.target() + "\"},\"rate_per_minute\":600}";
        assertThat(run.hub()
                        .call("POST", "/apis/v1/manager/event-center/notice/replay", filter)
                        .statusCode())
                .isEqualTo(200);
        revive(run);
        run.quietWhen(row -> row.delivered() == DEAD_LETTERS);
    }

    private static Function<Robot.Call, Reply> killing(Run run) {
        AtomicInteger taken = new AtomicInteger();
        return call -> {
            if (taken.incrementAndGet() == HALF_WAY) {
                run.hub().kill();
            }
            return Reply.TAKEN;
        };
    }

    private static void oneAMinute(Run run) {
        run.chat("Discord", call -> Reply.of(200, "{\"id\":\"1\"}", "").taken());
        Run.away(3);
        IntStream.range(0, MESSAGES).forEach(i -> {
            run.post("PROBLEM", run.project() + "-" + i);
            run.until("the notice", () -> run.ground().notices(run.project()).size() == i + 1);
        });
        run.until("the first", () -> !run.robot().at(run.path()).isEmpty());
        Run.away(StormFaults.WINDOW.toMillis() / 2e3);
        assertThat(run.robot().at(run.path()))
                .as("messages in the first minute")
                .hasSize(1);
        assertThat(attemptsStored(run)).as("attempts in the first minute").isEqualTo(1);
        run.quietWhen(row -> row.delivered() == MESSAGES);
        run.afterwards(() -> inOrderAndApart(run));
    }

    private static long attemptsStored(Run run) {
        return run.ground().notices(run.project()).stream()
                .mapToLong(notice ->
                        notice.getList("attempts", Object.class, List.of()).size())
                .sum();
    }

    private static void inOrderAndApart(Run run) {
        List<Robot.Call> calls = run.robot().at(run.path());
        assertThat(calls).hasSize(MESSAGES);
        for (int i = 0; i < MESSAGES; i++) {
            assertThat(calls.get(i).body().replace("\\", "")).contains(run.project() + "-" + i);
        }
        for (int i = 1; i < MESSAGES; i++) {
            Instant before = calls.get(i - 1).at();
            assertThat(Duration.between(before, calls.get(i).at())).isGreaterThanOrEqualTo(StormFaults.WINDOW);
        }
    }
}
