package routes.tool.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;
import routes.common.json.Json;

/** Whether everything is as it should be. */
@Command(
        name = "doctor",
        description =
                "Checks the hub from here and from within: Kafka, MongoDB, clocks, public address, bots; each with a"
                        + " remedy. Exit code 1 when something is wrong.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    private static final Duration MOST_SKEW = Duration.ofSeconds(30);

    @ParentCommand
    private Veaiops veaiops;

    @Mixin
    private HubOptions hub;

    @Mixin
    private Output out;

    @Override
    public Integer call() {
        ArrayNode checks = Json.mapper().createArrayNode();
        checks.addAll((ArrayNode) hub.get("/apis/v1/manager/system-config/checks"));
        checks.add(clock());
        checks.forEach(check -> {
            if (check.path("name").asText().equals("public-url")
                    && check.path("ok").asBoolean()) {
                reach((ObjectNode) check);
            }
        });
        boolean good = true;
        for (JsonNode check : checks) {
            good &= check.path("ok").asBoolean();
        }
        if (out.json()) {
            out.json(checks);
        } else {
            checks.forEach(this::show);
        }
        return good ? 0 : Veaiops.FOUND;
    }

    private void show(JsonNode check) {
        out.line("%-4s %-24s %s"
                .formatted(
                        check.path("ok").asBoolean() ? "ok" : "BAD",
                        check.path("name").asText(),
                        check.path("found").asText()));
        if (check.has("remedy")) {
            out.line("     " + check.path("remedy").asText());
        }
    }

    private ObjectNode clock() {
        Instant theirs =
                hub.time(hub.address() + "/healthz").orElse(veaiops.clock().instant());
        Duration skew = Duration.between(theirs, veaiops.clock().instant()).abs();
        boolean good = skew.compareTo(MOST_SKEW) <= 0;
        ObjectNode check = Json.mapper()
                .createObjectNode()
                .put("name", "clock of this machine")
                .put("ok", good)
                .put("found", "differs from the hub's by " + skew.toSeconds() + " s");
        return good ? check : check.put("remedy", "run NTP on both machines");
    }

    /** From here, which is more like where people and platforms are than the hub itself. */
    private void reach(ObjectNode check) {
        String url = check.path("found").asText();
        if (hub.time(url.replaceAll("/+$", "") + "/healthz").isEmpty()) {
            check.put("ok", false)
                    .put("found", url + " does not answer from here")
                    .put("remedy", "check DNS, proxy and firewall, or veaiops.public-url");
        }
    }
}
