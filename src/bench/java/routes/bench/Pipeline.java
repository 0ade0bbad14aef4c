package routes.bench;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongUnaryOperator;
import org.HdrHistogram.Histogram;
import org.awaitility.Awaitility;

/** The measurements of the application; each leaves an idle application behind. */
final class Pipeline {
    static final String DATABASE = "veaiops";
    static final String SUBSCRIPTION = "bench";

    private static final int WARM_UP_PER_SECOND = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String SUBSCRIBE =
            """
            {"name":"%s","agent_type":"intelligent_threshold_agent","start_time":"2020-01-01T00:00:00Z",\
            "end_time":"2099-01-01T00:00:00Z","event_level":["P0","P1","P2"],"enable_webhook":true,\
            "webhook_endpoint":"%s"}""";

    private final Application application;
    private final WebhookSink sink;
    private final BenchSettings settings;
    private final RequestTemplate zabbix = Payloads.zabbix(Application.TOKEN);
    private final RequestTemplate volcengine = Payloads.volcengine(Application.TOKEN);
    private final RequestTemplate mapped = Payloads.mapped(Application.TOKEN);
    private long nextKey = 10_000_000;
    private long acceptedBefore;

    Pipeline(Application application, WebhookSink sink, BenchSettings settings) {
        this.application = application;
        this.sink = sink;
        this.settings = settings;
    }

    /**
     * One phase of intake.
     *
     * @param wholePerSecond merged from the first post until everything was merged
     * @param drainPerSecond merged after the last post
     */
    record Intake(LoadResult load, int alarmsPerPost, double wholePerSecond, double drainPerSecond) {
        double acceptedPerSecond() {
            return load.perSecond() * alarmsPerPost;
        }
    }

    /** One alarm, so that the store holds one event. */
    void first() {
        accept(Load.closed(application.port(), zabbix, distinct(), Duration.ofSeconds(30))
                .limited(1));
        awaitMerged();
    }

    void warmUp() {
        Duration part = settings.warmUp().dividedBy(4);
        for (RequestTemplate template : new RequestTemplate[] {zabbix, volcengine, mapped}) {
            accept(Load.closed(application.port(), template, Payloads.repeating(template), part));
        }
        accept(Load.open(application.port(), zabbix, distinct(), part.multipliedBy(2), 500));
        awaitMerged();
    }

    /** The same for the way from the merge to the webhook. */
    void warmUpDelivery() {
        deliver(settings.warmUpOfPart(), 2 * WARM_UP_PER_SECOND);
    }

    /** The same, one alarm after the other: that way runs other code than a burst. */
    void warmUpLatency() {
        deliver(settings.warmUpOfPart(), WARM_UP_PER_SECOND);
    }

    private void deliver(Duration time, int perSecond) {
        sink.reset();
        LoadResult load = accept(Load.open(application.port(), zabbix, distinct(), time, perSecond));
        await("every webhook", () -> sink.received() >= load.accepted());
    }

    Intake repeats() {
        return intake(zabbix, Payloads.repeating(zabbix));
    }

    Intake allDistinct() {
        return intake(zabbix, distinct());
    }

    /** As {@link #allDistinct()}, from a source that is a jq mapping. */
    Intake mapped() {
        return intake(mapped, distinct());
    }

    Intake tens() {
        return intake(volcengine, Payloads.repeating(volcengine));
    }

    private Intake intake(RequestTemplate template, LongUnaryOperator keys) {
        long mergedBefore = application.merged();
        long begin = System.nanoTime();
        LoadResult load = accept(Load.closed(application.port(), template, keys, settings.phase()));
        long mergedAtEnd = application.merged();
        long end = System.nanoTime();
        awaitMerged();
        long all = System.nanoTime();
        long merged = application.merged();
        return new Intake(
                load,
                template.keys(),
                (merged - mergedBefore) / ((all - begin) / 1e9),
                (merged - mergedAtEnd) / ((all - end) / 1e9));
    }

    /** Notices delivered each second, from the first post of a burst until the last webhook. */
    double deliveredPerSecond() {
        sink.reset();
        long begin = System.nanoTime();
        LoadResult load = accept(Load.closed(application.port(), zabbix, distinct(), Duration.ofMinutes(2))
                .limited(settings.deliveries()));
        await("every webhook", () -> sink.received() >= load.accepted());
        double perSecond = load.accepted() / ((System.nanoTime() - begin) / 1e9);
        awaitMerged();
        return perSecond;
    }

    /** Microseconds from post to webhook at a fixed rate of distinct alarms. */
    Histogram postToWebhook(int perSecond) {
        deliver(settings.latency(), perSecond);
        return sink.latency();
    }

    void subscribe() throws IOException {
        HttpResponse<String> answer = Http.post(
                application.port(),
                "/apis/v1/manager/event-center/subscribe/",
                Application.ADMIN,
                SUBSCRIBE.formatted(SUBSCRIPTION, sink.url()));
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(
                    "The subscription was refused: " + answer.statusCode() + " " + answer.body());
        }
        awaitSubscribed();
    }

    /** Until an alarm brings a webhook. */
    void awaitSubscribed() {
        sink.reset();
        await("a webhook", () -> {
            accept(Load.closed(application.port(), zabbix, distinct(), Duration.ofSeconds(10))
                    .limited(1));
            return sink.received() > 0;
        });
        awaitMerged();
    }

    private LongUnaryOperator distinct() {
        nextKey += 10_000_000;
        return Payloads.distinct(zabbix, nextKey);
    }

    private LoadResult accept(Load load) {
        LoadResult result = LoadGenerator.run(load);
        acceptedBefore += result.accepted() * load.template().keys();
        return result;
    }

    private void awaitMerged() {
        await("everything merged", () -> application.merged() >= acceptedBefore);
    }

    private static void await(String what, BooleanSupplier done) {
        Awaitility.await(what)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(250))
                .until(done::getAsBoolean);
    }
}
