package routes.datasource.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import routes.datasource.Account;
import routes.datasource.PlatformFailure;

/**
 * A rule file that a server reads: Prometheus, or another one that has its {@code /-/reload} and {@code /api/v1/rules}, such as
 * vmalert.
 *
 * <p>Failure policy: a file that the server does not take is put back as it was. That the server is to read its files is noted
 * beside the file before it changes, until the server did: until then its rules read as not loaded, which the next sync mends.
 */
final class RuleFileTarget implements RuleTarget {
    private final RuleFile file;
    private final Server server;

    /**
     * Who reads the file.
     *
     * @param account whose address is that of the server
     * @param readsLater whether it answers a reload before it has read its files, as vmalert does
     */
    record Server(PrometheusApi api, Account account, boolean readsLater) {}

    RuleFileTarget(RuleFile file, Server server) {
        this.file = file;
        this.server = server;
    }

    @Override
    public Map<String, ObjectNode> rules() {
        return file.rules();
    }

    @Override
    public boolean owesReload() {
        return file.owesReload();
    }

    @Override
    public Optional<Map<String, JsonNode>> loaded() {
        return Optional.of(loaded(server.api().rules(server.account())));
    }

    /** By id, of the groups that come of this file. */
    private Map<String, JsonNode> loaded(JsonNode groups) {
        Map<String, JsonNode> loaded = new LinkedHashMap<>();
        for (JsonNode group : groups) {
            if (file.isAt(group.path("file").asText())) {
                for (JsonNode rule : group.path("rules")) {
                    loaded.put(rule.path("labels").path(PrometheusRuleText.RULE).asText(), rule);
                }
            }
        }
        return loaded;
    }

    @Override
    public void write(Map<String, ObjectNode> rules) {
        Optional<byte[]> before = file.bytes();
        boolean owed = file.owesReload();
        file.oweReload();
        try {
            file.write(rules);
            server.api().reload(server.account());
        } catch (PlatformFailure failure) {
            file.replace(before);
            if (!owed && failure instanceof PlatformFailure.BadRequest) {
                file.reloaded();
            }
            throw failure;
        }
        if (!server.readsLater() || isReadAtLast(rules)) {
            file.reloaded();
        }
    }

    private boolean isReadAtLast(Map<String, ObjectNode> rules) {
        try {
            server.api().awaitRules(server.account(), groups -> holds(loaded(groups), rules));
            return true;
        } catch (PlatformFailure.Throttled late) {
            return holds(loaded(server.api().rules(server.account())), rules);
        }
    }

    /** Whether all of ours are loaded as they are written. */
    private static boolean holds(Map<String, JsonNode> loaded, Map<String, ObjectNode> rules) {
        return rules.entrySet().stream()
                .filter(rule -> rule.getValue().path("labels").has(PrometheusRuleText.RULE))
                .allMatch(rule -> loaded.containsKey(rule.getKey())
                        && loaded.get(rule.getKey())
                                .path("query")
                                .equals(rule.getValue().path("expr")));
    }

    @Override
    public void reload() {
        try {
            server.api().reload(server.account());
        } catch (PlatformFailure.BadRequest refused) {
            throw new PlatformFailure.BadRequest(
                    refused.code(), refused.getMessage() + "; it refuses the rules of before this sync too");
        }
        file.reloaded();
    }

    @Override
    public PlatformFailure notLoaded() {
        String why = server.readsLater()
                ? "its -rule does not name the file, or it refuses the file and its log says why: "
                : "rule_files does not name ";
        return new PlatformFailure.BadRequest(PrometheusRules.NOT_LOADED, "written, not loaded: " + why + file.path());
    }
}
