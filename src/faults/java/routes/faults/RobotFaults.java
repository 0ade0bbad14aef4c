package routes.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import routes.fakes.Sink;

/** Webhooks and chat robots that answer what they should not. */
final class RobotFaults {
    private static final int ALARMS = 20;
    private static final List<Integer> REDIRECTS = List.of(301, 302, 303, 307, 308);

    private RobotFaults() {}

    static List<Fault> all() {
        return Stream.of(webhooks(), patience(), robots()).flatMap(List::stream).toList();
    }

    private static List<Fault> webhooks() {
        return List.of(
                Fault.of("webhook answers 500 to the first attempt", once(Reply.of(500, "{}", ""))),
                Fault.telling("webhook hangs at the first attempt", once(Reply.HANG)),
                Fault.of("webhook closes half-way through its answer", once(Reply.HALF_WAY)),
                Fault.of("webhook answers garbage", once(Reply.GARBAGE)),
                Fault.of("webhook answers 500 with 1 MB", once(Reply.large(500))),
                Fault.of(
                        "webhook takes it and answers 200 with 1 MB",
                        always(Reply.large(200).taken(), 'd')),
                Fault.of(
                        "webhook redirects with 301, 302, 303, 307, 308 to another address (A.6-11)",
                        RobotFaults::redirects),
                Fault.of("webhook answers 500 for ever: dead after its attempts (A.6-7)", RobotFaults::deadForEver),
                Fault.of("dead letters replayed when the webhook is mended (A.6-18)", RobotFaults::replayed),
                Fault.of("one webhook hangs, another is not held up (A.6-8)", RobotFaults::neighbours));
    }

    private static List<Fault> patience() {
        return List.of(
                Fault.telling("429 with Retry-After in seconds (A.6-19)", run -> patient(run, "2", 1000)),
                Fault.of("429 with Retry-After as a date (A.6-19)", run -> patient(run, date(), 500)),
                Fault.of("429 with Retry-After that is garbage (A.6-19)", once(Reply.throttled("soon; maybe"))),
                Fault.of("429 with Retry-After of a year (A.6-19)", once(Reply.throttled("31536000"))));
    }

    private static List<Fault> robots() {
        return List.of(
                Fault.telling(
                        "DingTalk: 200 with 310000, keyword missing",
                        chat("DingTalk", 'x', "{\"errcode\":310000,\"errmsg\":\"keywords not in content\"}")),
                Fault.of(
                        "DingTalk: 200 with 130101, sent too fast",
                        chat("DingTalk", 'd', "{\"errcode\":130101,\"errmsg\":\"send too fast\"}")),
                Fault.of(
                        "WeCom: 200 with 93000, robot removed",
                        chat("WeChat", 'x', "{\"errcode\":93000,\"errmsg\":\"invalid webhook url\"}")),
                Fault.of(
                        "WeCom: 200 with 45009, limit reached",
                        chat("WeChat", 'd', "{\"errcode\":45009,\"errmsg\":\"api freq out of limit\"}")),
                Fault.of(
                        "Teams: 200 that hides error 429",
                        chat("Teams", 'd', "Webhook message delivery failed with error: HTTP error 429")),
                Fault.of(
                        "DingTalk: 200 with a code that nobody knows",
                        chat("DingTalk", 'd', "{\"errcode\":999123,\"errmsg\":\"?\"}")),
                Fault.of("robot's clock 2 hours off, as DingTalk's answer shows it", RobotFaults::clockOff));
    }

    private static Fault.Trial once(Reply failure) {
        return run -> {
            run.webhook(Reply.once(failure)).posted(ALARMS);
            run.quietWhen(row -> row.delivered() == ALARMS);
        };
    }

    private static Fault.Trial always(Reply reply, char ends) {
        return run -> {
            run.webhook(call -> reply).posted(ALARMS);
            run.quietWhen(ended(ends));
        };
    }

    /** @param ends {@code x}: the answer is final; {@code d}: the next attempt is taken */
    private static Fault.Trial chat(String channel, char ends, String answer) {
        Reply failure = Reply.of(200, answer, "");
        return run -> {
            run.chat(channel, ends == 'x' ? call -> failure : Reply.first(3, failure));
            Run.away(3);
            run.posted(ALARMS / 2);
            run.quietWhen(row -> row.accepted() == (ends == 'x' ? row.dead() : row.delivered()));
        };
    }

    private static Function<Row, Boolean> ended(char ends) {
        return row -> row.accepted() == (ends == 'x' ? row.dead() : row.delivered());
    }

    private static void redirects(Run run) {
        Sink elsewhere = Sink.open();
        run.atTheEnd(elsewhere::close);
        String location = "Location: http://127.0.0.1:" + elsewhere.port() + "/x\r\n";
        AtomicInteger next = new AtomicInteger();
        run.webhook(call -> Reply.of(REDIRECTS.get(next.getAndIncrement() % REDIRECTS.size()), "", location));
        run.posted(ALARMS / 2);
        run.quietWhen(ended('x'));
        run.afterwards(() -> assertThat(elsewhere.dialled()).as("connections").isEmpty());
    }

    private static void deadForEver(Run run) {
        run.webhook(call -> Reply.of(500, "{}", "")).posted(ALARMS / 2);
        run.quietWhen(ended('x'));
        // three delays are four attempts
        run.afterwards(() -> assertThat(run.robot().at(run.path()).size()).isLessThanOrEqualTo(4 * ALARMS / 2));
    }

    private static void replayed(Run run) {
        run.webhook(call -> Reply.of(400, "{}", "")).posted(ALARMS / 2);
        run.until("dead letters", () -> run.ended(ended('x')));
        run.robot().answers(run.path(), call -> Reply.TAKEN);
        String filter = "{\"filter\":{\"target\":\"" + run.target() + "\"},\"rate_per_minute\":6000}";
        assertThat(run.hub().call("POST", "/apis/v1/manager/event-center/notice/replay", filter))
                .satisfies(answer ->
                        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200));
        run.quietWhen(ended('d'));
    }

    private static void patient(Run run, String retryAfter, long atLeastMillis) {
        run.webhook(Reply.once(Reply.throttled(retryAfter))).posted(ALARMS / 2);
        run.quietWhen(ended('d'));
        run.afterwards(() -> run.robot().at(run.path()).stream()
                .filter(Robot.Call::took)
                .forEach(second -> assertThat(run.robot().at(run.path()).stream()
                                .filter(first ->
                                        !first.took() && first.message().equals(second.message()))
                                .findFirst())
                        .hasValueSatisfying(first -> assertThat(Duration.between(first.at(), second.at()))
                                .isGreaterThanOrEqualTo(Duration.ofMillis(atLeastMillis * 8 / 10)))));
    }

    private static String date() {
        return DateTimeFormatter.RFC_1123_DATE_TIME
                .withLocale(Locale.ROOT)
                .format(Instant.now().plusSeconds(2).atZone(ZoneOffset.UTC));
    }

    private static void clockOff(Run run) {
        Reply failure = Reply.dated(200, "{\"errcode\":310000,\"errmsg\":\"sign not match\"}", Duration.ofHours(2));
        run.chat("DingTalk", call -> failure);
        Run.away(3);
        run.post("PROBLEM", "clock");
        run.quietWhen(ended('x'));
        run.afterwards(() -> assertThat(run.traces()).contains("min off"));
    }

    private static void neighbours(Run run) {
        String healthy = run.project() + "-healthy";
        run.alsoTo(healthy);
        run.robot().answers("/" + healthy, call -> Reply.TAKEN);
        run.ground().subscribe(healthy);
        run.webhook(Reply.once(Reply.HANG));
        Load hanging = run.load(60, 0.5);
        hanging.await();
        Instant begun = Instant.now();
        run.load(60, 2, healthy).await();
        run.until("the healthy one", () -> run.robot().at("/" + healthy).size() == 60);
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(6));
        run.quietWhen(ended('d'));
    }
}
