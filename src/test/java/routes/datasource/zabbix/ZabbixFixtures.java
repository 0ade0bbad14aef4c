package routes.datasource.zabbix;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import routes.alarm.Level;
import routes.common.json.Json;
import routes.common.security.Secret;
import routes.datasource.Account;
import routes.datasource.RuleBlock;
import routes.datasource.RuleOrder;
import routes.datasource.Source;
import routes.fakes.FakeZabbix;

/** Accounts, sources and orders of Zabbix for tests, in words. */
final class ZabbixFixtures {
    static final String ID = "65a000000000000000000001";

    private ZabbixFixtures() {}

    static Account byPassword(String url) {
        return account(url, "zabbix_api_password", FakeZabbix.PASSWORD);
    }

    static Account byToken(String url) {
        return account(url, "zabbix_api_token", FakeZabbix.TOKEN);
    }

    private static Account account(String url, String name, String secret) {
        return new Account(
                "65a0000000000000000000c1",
                "Zabbix",
                Map.of("zabbix_api_url", url, "zabbix_api_user", FakeZabbix.USER),
                Map.of(name, Secret.of(secret)));
    }

    /** @param targets item and host in turn */
    static Source source(Account account, String zone, String... targets) {
        ObjectNode config = Json.mapper().createObjectNode().put("metric_name", "system.cpu.load");
        for (int index = 0; index < targets.length; index += 2) {
            config.withArray("targets")
                    .addObject()
                    .put("itemid", targets[index])
                    .put("hostname", targets[index + 1]);
        }
        return new Source(ID, "cpu", account, config, Duration.ofSeconds(60), ZoneId.of(zone));
    }

    static RuleOrder.Series series(String host, RuleBlock... blocks) {
        return new RuleOrder.Series(
                "system.cpu.load", "system.cpu.load|hostname=" + host, Map.of("hostname", host), List.of(blocks));
    }

    /** The items of {@link #source} targets, as Zabbix has them. @param delay between two values. @param idsAndHosts in turn */
    static ZabbixItems items(Duration delay, String... idsAndHosts) {
        Map<String, ZabbixItem> items = new HashMap<>();
        for (int index = 0; index < idsAndHosts.length; index += 2) {
            items.put(
                    idsAndHosts[index],
                    new ZabbixItem(
                            idsAndHosts[index],
                            idsAndHosts[index + 1],
                            idsAndHosts[index + 1],
                            "system.cpu.load",
                            "0",
                            delay));
        }
        return new ZabbixItems(items, Set.of());
    }

    static RuleBlock block(int from, int to, @Nullable Double upper, @Nullable Double lower) {
        return new RuleBlock(from, to, bound(upper), bound(lower));
    }

    private static RuleBlock.@Nullable Bound bound(@Nullable Double value) {
        return value == null ? null : new RuleBlock.Bound(value, Duration.ofMinutes(3));
    }

    static RuleOrder order(Level level, List<String> groups, List<String> media, RuleOrder.Series... series) {
        return new RuleOrder(List.of(series), new RuleOrder.Policy(level, groups, media, null, List.of("shop", "pay")));
    }
}
