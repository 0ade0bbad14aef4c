package routes.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.bson.Document;
import routes.common.json.Json;
import routes.fakes.FakeSlackSockets;

/** Connections that the hub opens to a chat platform: what people write there is kept once, whatever breaks. */
final class SocketFaults {
    private static final int ALARMS = 5;
    private static final int MESSAGES = 40;
    private static final int HALF = MESSAGES / 2;

    private SocketFaults() {}

    static List<Fault> all() {
        return List.of(
                Fault.of("Slack's Socket Mode: the connection breaks every five messages", story((run, slack) -> {
                    for (int number = 0; number < MESSAGES; number++) {
                        slack.say(run, number);
                        if (number % 5 == 4) {
                            slack.fake.cut();
                        }
                    }
                })),
                Fault.of("Slack's Socket Mode: no new connection for three seconds", story((run, slack) -> {
                    IntStream.range(0, HALF).forEach(number -> slack.say(run, number));
                    slack.refuses.set(true);
                    slack.fake.cut();
                    IntStream.range(HALF, MESSAGES).forEach(number -> slack.say(run, number));
                    Run.away(3);
                    slack.refuses.set(false);
                })),
                Fault.of("Slack's Socket Mode: the hub is killed between messages", story((run, slack) -> {
                    IntStream.range(0, HALF).forEach(number -> slack.say(run, number));
                    run.hub().kill();
                    IntStream.range(HALF, MESSAGES).forEach(number -> slack.say(run, number));
                    run.ground().restart();
                    run.cameBack();
                })));
    }

    private interface Story {
        void tell(Run run, Slack slack);
    }

    private static Fault.Trial story(Story story) {
        return run -> {
            Slack slack = new Slack(run);
            run.atTheEnd(slack.fake::shut);
            run.webhook().posted(ALARMS);
            run.until("the connection", () -> slack.fake.open() == 1);
            story.tell(run, slack);
            run.quietWhen(row -> row.delivered() == ALARMS);
            run.until(
                    "acknowledgements",
                    () -> slack.fake.acknowledged().size() >= MESSAGES
                            && slack.kept().size() >= MESSAGES);
            run.afterwards(() -> assertThat(slack.kept())
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, MESSAGES).mapToObj(slack::text).toList()));
        };
    }

    /** An app of this run with its connections; the Web API is the robot's. */
    private static final class Slack {
        private final FakeSlackSockets fake = new FakeSlackSockets(Clock.systemUTC(), "");
        private final AtomicBoolean refuses = new AtomicBoolean();
        private final String app;
        private final Run run;

        Slack(Run run) {
            this.run = run;
            this.app = "A" + run.project().replaceAll("\\W", "");
            run.robot().answers("/slack/apps.connections.open", this::opened);
            run.ground().bot("Slack", app, "", new Document("app_token", token()));
        }

        private String token() {
            return "xapp-" + app;
        }

        /** Apps of the rows before ask, too: their tokens are over. */
        private Reply opened(Robot.Call call) {
            if (refuses.get() || !call.headers().containsValue("Bearer " + token())) {
                return throttled();
            }
            return Reply.of(200, new String(Json.bytes(Map.of("ok", true, "url", fake.address()))), "");
        }

        private static Reply throttled() {
            return Reply.of(429, "{\"ok\":false,\"error\":\"ratelimited\"}", "Retry-After: 1\r\n");
        }

        String text(int number) {
            return run.project() + " message " + number;
        }

        void say(Run of, int number) {
            fake.event(
                    of.project() + "-" + number,
                    """
                    {"api_app_id":"%s","type":"event_callback","event_id":"Ev%s-%d","event":{"type":"message",
                     "channel":"C1","channel_type":"channel","user":"U2","ts":"15314200%02d.000200","text":"%s"}}"""
                            .formatted(app, of.project(), number, number, text(number)));
        }

        List<String> kept() {
            List<String> texts = new ArrayList<>();
            run.ground()
                    .site()
                    .database()
                    .getCollection("veaiops__chatops_message")
                    .find(Filters.eq("bot_id", app))
                    .forEach(message -> texts.add(text(message)));
            return texts;
        }

        /** Where the words stand in a stored message. */
        private static String text(Document message) {
            return message.getString("msg");
        }
    }
}
