package routes.datasource.zabbix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import routes.common.error.RefusedRequest;
import routes.common.json.Json;
import routes.datasource.Account;
import routes.datasource.ConfigField;
import routes.datasource.ConnectField;
import routes.datasource.DataSource;
import routes.datasource.ExistingRule;
import routes.datasource.Picker;
import routes.datasource.PlatformCall;
import routes.datasource.Quota;
import routes.datasource.RuleDraft;
import routes.datasource.RuleEvaluation;
import routes.datasource.RuleOperation;
import routes.datasource.RuleOrder;
import routes.datasource.SeriesPage;
import routes.datasource.SeriesRange;
import routes.datasource.Source;

/** The data source Zabbix. */
public final class ZabbixDataSource implements DataSource, AutoCloseable {
    public static final List<ConnectField> CONNECT_FIELDS = List.of(
            ConnectField.url(ZabbixLogin.URL, "Address of the web frontend, or of its api_jsonrpc.php"),
            ConnectField.text(ZabbixLogin.USER, "User whose rights we have; alarms are sent to a medium of this user"),
            ConnectField.secret(ZabbixLogin.PASSWORD, "Password of the user").optional(),
            ConnectField.secret(ZabbixLogin.TOKEN, "API token of the user, in place of the password")
                    .optional());

    private static final Duration SLOT = Duration.ofDays(1);

    private final ZabbixRpc rpc;
    private final ZabbixRules rules;
    private final Quota quota;
    private final Clock clock;

    public ZabbixDataSource(PlatformCall calls, Quota quota, Clock clock) {
        this.rpc = new ZabbixRpc(calls, quota);
        this.rules = new ZabbixRules(rpc);
        this.quota = quota;
        this.clock = clock;
    }

    @Override
    public String type() {
        return "Zabbix";
    }

    @Override
    public List<ConnectField> connectFields() {
        return CONNECT_FIELDS;
    }

    @Override
    public List<ConfigField> configFields() {
        return List.of(
                ConfigField.text("metric_name", "Key of the items, such as system.cpu.load"),
                ConfigField.number("history_type", 4, "Kept for VeAIOps; the kind of an item is read from Zabbix")
                        .or(0),
                ConfigField.maps("targets", "Items to read: itemid and the technical name of the host as hostname"),
                ConfigField.text("server_timezone", "Zone of the Zabbix server's clock, when it differs from timezone")
                        .optional());
    }

    @Override
    public void checkConnect(Account account) {
        if (account.optionalSecret(ZabbixLogin.PASSWORD).isEmpty()
                && account.optionalSecret(ZabbixLogin.TOKEN).isEmpty()) {
            throw RefusedRequest.invalid(
                    ZabbixLogin.PASSWORD, ZabbixLogin.PASSWORD + " or " + ZabbixLogin.TOKEN + " is required");
        }
    }

    @Override
    public void checkConfig(JsonNode config) {
        JsonNode targets = config.path("targets");
        for (int index = 0; index < targets.size(); index++) {
            String path = "targets[" + index + "]";
            if (!targets.get(index).path("itemid").asText().matches("\\d{1,20}")) {
                throw RefusedRequest.invalid(path + ".itemid", path + ".itemid must be the number of an item");
            }
            if (targets.get(index).path("hostname").asText().isBlank()) {
                throw RefusedRequest.invalid(path + ".hostname", path + ".hostname is required");
            }
        }
        String zone = config.path("server_timezone").asText("");
        try {
            if (!zone.isEmpty()) {
                ZoneId.of(zone);
            }
        } catch (DateTimeException e) {
            throw RefusedRequest.invalid(
                    "server_timezone", "server_timezone must be a time zone such as Asia/Shanghai");
        }
    }

    @Override
    public String concurrencyGroup(Account account) {
        return ZabbixRpc.group(account);
    }

    @Override
    public Quota quota() {
        return quota;
    }

    @Override
    public void test(Account account) {
        rpc.alone(
                account,
                "host.get",
                Json.mapper().createObjectNode().put("countOutput", true).put("limit", 1));
    }

    @Override
    public List<String> prepare(Account account, String alarmUrl) {
        return ZabbixPreparation.prepare(rpc, account, alarmUrl);
    }

    @Override
    public List<SeriesRange> slots(Source source, SeriesRange range) {
        return range.slices(SLOT);
    }

    /** Of the targets those that are named; a hostname goes with its item. */
    @Override
    public JsonNode narrowed(JsonNode config, JsonNode instances) {
        Set<String> wanted = new HashSet<>();
        instances.forEach(one -> wanted.add(one.path("itemid").asText()));
        ObjectNode narrowed = config.deepCopy();
        ArrayNode targets = narrowed.putArray("targets");
        config.path("targets").forEach(target -> {
            if (wanted.contains(target.path("itemid").asText())) {
                targets.add(target);
            }
        });
        if (targets.isEmpty()) {
            throw RefusedRequest.invalid("instances", "instances must name an itemid of the data source's targets");
        }
        return narrowed;
    }

    /** Whether each item is there, of that host and with that key: another one's values would become its thresholds. */
    @Override
    public void checkAtPlatform(Account account, JsonNode config) {
        List<ZabbixItems.Target> targets = ZabbixItems.targets(config);
        ZabbixItems items = ZabbixItems.read(targets, (method, params) -> rpc.atOnce(account, method, params));
        for (int index = 0; index < targets.size(); index++) {
            String path = "targets[" + index + "].itemid";
            items.objection(targets.get(index), config.path("metric_name").asText())
                    .ifPresent(objection -> {
                        throw RefusedRequest.invalid(path, path + ": " + objection);
                    });
        }
    }

    /** The first page asks what the items are, too. */
    @Override
    public SeriesPage fetchPartial(Source source, SeriesRange slot, Optional<String> cursor) {
        ZabbixHistory history = new ZabbixHistory(source, slot);
        ZabbixHistory.Cursor place =
                cursor.map(ZabbixHistory.Cursor::parse).orElseGet(() -> history.start(items(source, history.items())));
        return history.after(place, ask(source, history.call(place)));
    }

    /** The targets of a source, as Zabbix has them now. */
    ZabbixItems items(Source source) {
        return ZabbixItems.read(
                ZabbixItems.targets(source.config()),
                (method, params) -> rpc.repeatable(source.account(), method, params));
    }

    private ZabbixItems items(Source source, ZabbixHistory.Call call) {
        return ZabbixItems.of(
                ZabbixItems.targets(source.config()),
                ask(source, call),
                (method, params) -> rpc.repeatable(source.account(), method, params));
    }

    private JsonNode ask(Source source, ZabbixHistory.Call call) {
        return rpc.repeatable(source.account(), call.method(), call.params());
    }

    /** A function over a time looks at all values of it, whatever the hour. */
    @Override
    public boolean looksBack() {
        return true;
    }

    @Override
    public boolean goesOnOverEdges() {
        return true;
    }

    @Override
    public boolean knowsWeekdays() {
        return true;
    }

    @Override
    public RuleDraft draftRules(Source source, RuleOrder order) {
        List<ZabbixItems.Target> targets = order.series().stream()
                .map(series -> ZabbixRuleText.target(source, series))
                .filter(target -> !target.itemId().isEmpty())
                .toList();
        ZabbixItems items =
                ZabbixItems.read(targets, (method, params) -> rpc.repeatable(source.account(), method, params));
        return ZabbixRuleText.draft(source, order, items, clock.instant());
    }

    @Override
    public Set<String> placeFields() {
        return Set.of(ZabbixLogin.URL);
    }

    @Override
    public List<ExistingRule> rules(Source source) {
        return rules.all(source);
    }

    @Override
    public String apply(Source source, RuleOperation operation) {
        return rules.apply(source, operation);
    }

    /** Zabbix evaluates no rule over the past: the text that it has is evaluated here, over the history that it gives. */
    @Override
    public Optional<RuleEvaluation> evaluate(Source source, ExistingRule written, SeriesRange range) {
        return Optional.of(new ZabbixReadBack(this, source).evaluate(written, range));
    }

    @Override
    public List<Picker> pickers() {
        return new ZabbixPickers(rpc).all();
    }

    /** Ends the logins. */
    @Override
    public void close() {
        rpc.close();
    }
}
