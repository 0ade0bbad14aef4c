package routes.tool.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import routes.common.error.VeaiopsException;
import routes.common.json.Json;

/** Whose the rules at the platforms are, and back to those of before. */
@Command(
        name = "rules",
        description =
                "Lists and removes orphans (orphans, remove), gives rules up and takes them back (disown, own), syncs a version"
                        + " (sync), also over rules of others (adopt), or goes back to the version that was synced before (rollback). Without --yes it says what it would do; exit"
                        + " code 1 when that is something.",
        mixinStandardHelpOptions = true)
final class RulesCommand implements Callable<Integer> {
    private static final String ALARM = "/apis/v1/intelligent-threshold/alarm/";

    /** What is done with the rules. */
    enum What {
        orphans,
        remove,
        disown,
        own,
        sync,
        adopt,
        rollback
    }

    @Parameters(index = "0", description = "${COMPLETION-CANDIDATES}")
    private What what;

    @Parameters(
            index = "1",
            arity = "0..1",
            description = "Id of the data source; of the task for sync, adopt and rollback")
    private @Nullable String id;

    @Option(names = "--task-version", description = "With sync and adopt: id of the version", paramLabel = "<id>")
    private @Nullable String version;

    @Option(
            names = "--rule",
            description = "With disown and own: name of a rule; may be repeated; all without it",
            paramLabel = "<name>")
    private List<String> rules = new ArrayList<>();

    @Option(
            names = "--forget",
            description = "With remove: asks no platform, and forgets what is left of a deleted task")
    private boolean forget;

    @Mixin
    private SyncPolicyOptions policy;

    @Option(
            names = "--confirm-deletions",
            description = "With sync, adopt and rollback: rules go whose things are not known to be gone")
    private boolean confirm;

    @Option(names = "--yes", description = "Does it")
    private boolean yes;

    @Mixin
    private HubOptions hub;

    @Mixin
    private Output out;

    @Override
    public Integer call() {
        JsonNode answer =
                switch (what) {
                    case orphans -> hub.get(ALARM + "orphans");
                    case remove -> hub.post(
                            ALARM + "orphans/remove", wanted("datasource_id").put("forget", forget));
                    case disown, own -> hub.post(ALARM + what, named());
                    case sync -> hub.post(ALARM + (yes ? "sync" : "plan"), synced());
                    case adopt -> hub.post(ALARM + "adopt", synced());
                    case rollback -> hub.post(
                            ALARM + "rollback", wanted("task_id").put("confirm_deletions", confirm));
                };
        if (out.json()) {
            out.json(answer);
        } else {
            show(answer);
        }
        return yes ? failed(answer) : planned(answer);
    }

    private ObjectNode named() {
        ObjectNode wanted = wanted("datasource_id");
        rules.forEach(wanted.withArray("rule_names")::add);
        return wanted;
    }

    private ObjectNode synced() {
        if (version == null) {
            throw new VeaiopsException(what + " needs --task-version");
        }
        return policy.into(wanted("task_id").put("task_version_id", version).put("confirm_deletions", confirm));
    }

    private ObjectNode wanted(String field) {
        String given = Optional.ofNullable(id).orElseThrow(() -> new VeaiopsException(what + " needs an id"));
        return Json.mapper().createObjectNode().put(field, given).put("apply", yes);
    }

    private void show(JsonNode answer) {
        JsonNode places =
                answer.isArray() ? answer : Json.mapper().createArrayNode().add(answer);
        for (JsonNode place : places) {
            if (place.has("datasource_id")) {
                out.line(place.path("datasource_id").asText() + " "
                        + place.path("task_name").asText("") + place.path("where") + " "
                        + place.path("reason").asText(""));
            }
            place.path("rules").forEach(this::line);
            place.path("rule_names").forEach(name -> out.line("  " + name.asText()));
            place.path("unreachable").forEach(left -> out.line("cannot be reached " + left));
        }
        RuleLines.remedy(answer).ifPresent(out::line);
        if (!yes && what != What.orphans) {
            out.line("Nothing was changed: --yes does it.");
        }
    }

    private void line(JsonNode rule) {
        out.line("  %s %s %s %s"
                .formatted(
                        rule.path("action").asText(""),
                        rule.path("rule_name").asText(),
                        rule.path("reason").asText("") + RuleLines.note(rule),
                        rule.path("error").asText("")));
        rule.path("diff").asText("").lines().forEach(diff -> out.line("    " + diff));
    }

    private int planned(JsonNode answer) {
        boolean something = answer.isArray()
                ? !answer.isEmpty()
                : !answer.path("rules").isEmpty() || !answer.path("rule_names").isEmpty();
        return something ? Veaiops.FOUND : 0;
    }

    private static int failed(JsonNode answer) {
        boolean all = answer.path("failed").asInt() == 0
                && answer.path("rules").findValuesAsText("status").stream().allMatch("success"::equals)
                && answer.path("unreachable").isEmpty();
        return all ? 0 : Veaiops.FOUND;
    }
}
