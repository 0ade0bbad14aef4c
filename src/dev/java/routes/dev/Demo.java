package routes.dev;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A hub that has something to do: monitoring systems that post, and the fake platforms that show what people get. It prints
 * what has happened only: an alarm when the hub has answered for it, a message when its platform has taken it, a sum when the
 * hub has answered it.
 */
final class Demo {
    private static final String SWITCH = "veaiops.demo";
    private static final String EVENTS = "/apis/v1/manager/event-center/event?limit=1&start_time=";
    private static final int SUM_EVERY = 6;

    private final HubCalls hub;
    private final FakePlatforms fakes;
    private final DemoStory story;
    private final Instant start;
    private final Duration pause;

    Demo(HubCalls hub, FakePlatforms fakes, Instant start) {
        this.hub = hub;
        this.fakes = fakes;
        this.start = start;
        this.story = new DemoStory(Long.toString(start.getEpochSecond()));
        this.pause = Duration.ofMillis(
                Long.parseLong(RunSetting.given("veaiops.demo.pause-millis").orElse("3000")));
    }

    static boolean wanted() {
        return RunSetting.given(SWITCH).map(Boolean::parseBoolean).orElse(false);
    }

    /** Posts until the run begins to stop. */
    void play(CountDownLatch stopping) {
        FirstAlarm.subscribe(hub, fakes.bots());
        try {
            for (int step = 0; !stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS); step++) {
                say(story.post(step));
                if (step % SUM_EVERY == SUM_EVERY - 1) {
                    sum(step + 1);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void say(AlarmPost post) {
        try {
            hub.alarm(post);
            print("alarm    " + post.words());
        } catch (IllegalStateException | UncheckedIOException failed) {
            print("refused  " + failed.getMessage());
        }
    }

    private void sum(int posts) {
        long events = hub.get(EVENTS + start).path("total").asLong();
        print("so far   %d alarms are %d events, %d messages were shown".formatted(posts, events, fakes.shown()));
    }

    private static void print(String line) {
        System.out.println(LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + "  " + line);
    }
}
