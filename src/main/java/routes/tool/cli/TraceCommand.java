package routes.tool.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What became of something that was posted. */
@Command(
        name = "trace",
        description = "Shows what became of an event: received, merged, who wanted it and who did not, what was sent.",
        mixinStandardHelpOptions = true)
final class TraceCommand implements Callable<Integer> {
    @Parameters(index = "0", description = "Id of an event, of an alarm (as its endpoint answered), or of a notice")
    private String id;

    @Mixin
    private HubOptions hub;

    @Mixin
    private Output out;

    @Override
    public Integer call() {
        JsonNode trace = hub.get(EventsCommand.EVENTS + "/" + event() + "/trace");
        if (out.json()) {
            out.json(trace);
            return 0;
        }
        out.line(EventsCommand.line(trace.path("event")));
        out.line("fingerprint " + trace.at("/event/fingerprint").asText());
        trace.path("alarms")
                .forEach(alarm -> out.line("received %s %s %s %s"
                        .formatted(
                                alarm.path("received_at").asText(),
                                alarm.path("_id").asText(),
                                alarm.path("status").asText(),
                                alarm.path("outcome").asText())));
        trace.path("transitions")
                .forEach(move -> out.line("merged   %s %s %s"
                        .formatted(
                                move.path("at").asText(),
                                move.path("transition").asText(),
                                move.path("level").asText())));
        trace.path("subscriptions")
                .forEach(rule ->
                        out.line("wanted   %s %s".formatted(rule.path("name").asText("-"), verdict(rule))));
        trace.path("notices").forEach(this::notice);
        return 0;
    }

    /** A notice knows its event; anything else is an event, or an alarm of one. */
    private String event() {
        try {
            return hub.get(EventsCommand.EVENTS + "/" + HubOptions.encoded(id))
                    .path("_id")
                    .asText();
        } catch (Found noEvent) {
            JsonNode notice = hub.get("/apis/v1/manager/event-center/notice/" + HubOptions.encoded(id));
            return notice.path("event_id").asText();
        }
    }

    private void notice(JsonNode notice) {
        out.line("notice   %s %s to %s %s %s"
                .formatted(
                        notice.path("_id").asText(),
                        notice.path("state").asText(),
                        notice.path("notice_channel").asText(),
                        notice.path("target").asText(),
                        notice.path("reason").asText("")));
    }

    private static String verdict(JsonNode rule) {
        return rule.path("matched").asBoolean()
                ? rule.path("transition").asText()
                : "no: %s wants %s and finds %s"
                        .formatted(
                                rule.path("failed").asText("-"),
                                rule.path("wanted").asText("-"),
                                rule.path("found").asText("-"));
    }
}
