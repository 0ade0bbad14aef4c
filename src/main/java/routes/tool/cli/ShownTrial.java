package routes.tool.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** One trial as people read it. @param whole whether what is posted is shown too */
record ShownTrial(Output out, boolean whole) {
    void show(JsonNode trial) {
        JsonNode alarm = trial.path("alarm");
        out.line("%s %s  %s".formatted(text(alarm, "status"), text(alarm, "level"), text(alarm, "title")));
        out.line("  fingerprint   " + text(alarm, "fingerprint"));
        out.line("  merge         " + merge(trial));
        for (JsonNode rule : trial.path("subscriptions")) {
            out.line("  subscription  %s: %s".formatted(text(rule, "name"), verdict(rule)));
        }
        trial.path("notices").forEach(this::notice);
    }

    private void notice(JsonNode notice) {
        String held =
                notice.has("held") ? ", held back: %s %s".formatted(text(notice, "held"), text(notice, "held_by")) : "";
        String waits = notice.has("waits") ? ", waits " + text(notice, "waits") : "";
        out.line("  notice        %s to %s %s%s%s"
                .formatted(
                        text(notice, "kind"),
                        text(notice, "channel"),
                        text(notice, "target"),
                        held.stripTrailing(),
                        waits));
        notice.path("calls").forEach(this::call);
        if (notice.has("problem")) {
            out.line("    is not sent: " + text(notice, "problem"));
        }
    }

    private void call(JsonNode call) {
        out.line("    %s %s, %s bytes".formatted(text(call, "method"), text(call, "url"), text(call, "bytes")));
        if (whole) {
            call.path("headers")
                    .properties()
                    .forEach(header -> out.line(
                            "    " + header.getKey() + ": " + header.getValue().asText()));
            text(call, "body").lines().forEach(line -> out.line("    | " + line));
        }
    }

    private static String merge(JsonNode trial) {
        String transition = trial.path("transition").asText("changes nothing");
        return trial.has("event") ? transition + ", event " + text(trial, "event") : transition;
    }

    private static String verdict(JsonNode rule) {
        return rule.path("matched").asBoolean()
                ? "is notified"
                : "is not notified, %s wants %s and finds %s"
                        .formatted(text(rule, "failed"), text(rule, "wanted"), text(rule, "found"));
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText();
    }
}
