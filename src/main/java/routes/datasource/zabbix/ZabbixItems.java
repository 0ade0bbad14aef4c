package routes.datasource.zabbix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import routes.common.json.Json;

/**
 * Items by their ids as Zabbix has them now, compared with what a config says of them. What the id says counts: a host that was
 * renamed keeps its item, and a new host with the old name never gets it.
 *
 * @param items those that the account sees, by id
 * @param hosts names, of those that configs give items which are not there, that some host has now
 */
record ZabbixItems(Map<String, ZabbixItem> items, Set<String> hosts) {
    ZabbixItems {
        items = Map.copyOf(items);
        hosts = Set.copyOf(hosts);
    }

    /** An item as a config names it. @param host its technical or its visible name */
    record Target(String itemId, String host) {}

    static List<Target> targets(JsonNode config) {
        List<Target> targets = new ArrayList<>();
        config.path("targets")
                .forEach(target -> targets.add(new Target(
                        target.path("itemid").asText(), target.path("hostname").asText())));
        return targets;
    }

    /** @param ask method and parameters of a call, for its result */
    static ZabbixItems read(Collection<Target> targets, BiFunction<String, ObjectNode, JsonNode> ask) {
        Set<String> ids = new TreeSet<>();
        targets.forEach(target -> ids.add(target.itemId()));
        return of(targets, ask.apply("item.get", params(ids)), ask);
    }

    /** The same when the items were read already. */
    static ZabbixItems of(Collection<Target> targets, JsonNode found, BiFunction<String, ObjectNode, JsonNode> ask) {
        Map<String, ZabbixItem> items = new HashMap<>();
        found.forEach(item -> items.put(item.path("itemid").asText(), ZabbixItem.of(item)));
        Set<String> otherwise = new TreeSet<>();
        for (Target target : targets) {
            ZabbixItem item = items.get(target.itemId());
            if (item == null || !item.isOf(target.host())) {
                otherwise.add(target.host());
            }
        }
        Set<String> hosts = new HashSet<>();
        if (!otherwise.isEmpty()) {
            ObjectNode params = Json.mapper().createObjectNode();
            params.putArray("output").add("hostid").add("host");
            otherwise.forEach(params.putObject("filter").putArray("host")::add);
            ask.apply("host.get", params)
                    .forEach(host -> hosts.add(host.path("host").asText()));
        }
        return new ZabbixItems(items, hosts);
    }

    static ObjectNode params(Collection<String> ids) {
        ObjectNode params = Json.mapper().createObjectNode();
        ids.forEach(params.putArray("itemids")::add);
        var output = params.putArray("output");
        List.of("itemid", "key_", "value_type", "delay").forEach(output::add);
        params.putArray("selectHosts").add("host").add("name");
        return params;
    }

    Optional<ZabbixItem> item(String id) {
        return Optional.ofNullable(items.get(id));
    }

    /** Whether it was deleted for sure: its host is there, and rights are given for hosts. */
    boolean isGone(Target target) {
        return item(target.itemId()).isEmpty() && hosts.contains(target.host());
    }

    /** Why a new config must not name this item so; empty when it may. */
    Optional<String> objection(Target target, String key) {
        return item(target.itemId())
                .map(item -> item.isOf(target.host()) ? otherKey(item, key) : otherHost(item, target, key))
                .orElseGet(() -> Optional.of("the user of the connect sees no item " + target.itemId() + " of "
                        + target.host() + ": take the itemid from the list of items, or let the user read the host"));
    }

    /** Why values of this item must not be learned from. A host that was renamed is no reason, unless another has its name now. */
    Optional<String> mistake(Target target, String key) {
        return item(target.itemId())
                .flatMap(item -> item.isOf(target.host()) || !hosts.contains(target.host())
                        ? otherKey(item, key)
                        : otherHost(item, target, key));
    }

    static Optional<String> otherKey(ZabbixItem item, String key) {
        return item.key().equals(key)
                ? Optional.empty()
                : Optional.of("item " + item.id() + " of " + item.host() + " is " + item.key() + ", and metric_name is "
                        + key + ": correct metric_name or the itemid");
    }

    private static Optional<String> otherHost(ZabbixItem item, Target target, String key) {
        return Optional.of("item " + item.id() + " is of the host " + item.host() + ", and hostname is " + target.host()
                + ": correct hostname, or take the itemid of " + key + " of " + target.host());
    }
}
