package routes.datasource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import routes.alarm.Level;
import routes.common.security.Secret;
import routes.kits.DataSourceContract;
import routes.kits.MemoryDataSource;
import routes.kits.MemoryPlatform;

/** The kit itself, on a data source without a network. */
class MemoryDataSourceTest extends DataSourceContract {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final List<String> HOSTS = List.of("a", "b");

    private final MemoryPlatform platform = new MemoryPlatform();
    private final MemoryDataSource subject = new MemoryDataSource(platform);

    MemoryDataSourceTest() {
        long[] times = LongStream.range(0, 24 * 60)
                .map(minute -> START.getEpochSecond() + 60 * minute)
                .toArray();
        double[] values = LongStream.of(times).mapToDouble(time -> time % 50).toArray();
        HOSTS.forEach(host -> platform.add(TimeSeries.of("cpu_total", Map.of("host", host), times, values)));
    }

    @Override
    protected DataSource dataSource() {
        return subject;
    }

    @Override
    protected ObjectNode config(String name) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("connect_name", "memory")
                .put("metric_name", "cpu_total");
    }

    @Override
    protected Account account() {
        return account(MemoryDataSource.PASSWORD);
    }

    @Override
    protected Account strangerAccount() {
        return account("guessed-wrong");
    }

    @Override
    protected SeriesRange range() {
        return new SeriesRange(START, START.plus(Duration.ofHours(20)));
    }

    @Override
    protected RuleOrder order(double upper) {
        RuleBlock block = new RuleBlock(
                0,
                24,
                new RuleBlock.Bound(upper, Duration.ofMinutes(3)),
                new RuleBlock.Bound(5, Duration.ofMinutes(3)));
        return new RuleOrder(
                HOSTS.stream()
                        .map(host -> new RuleOrder.Series(
                                "cpu_total", "cpu_total|host=" + host, Map.of("host", host), List.of(block)))
                        .toList(),
                new RuleOrder.Policy(Level.P1, List.of(), List.of(), null, List.of()));
    }

    @Override
    protected String handMadeRule(Source source, DesiredRule like) {
        String id = platform.nextId();
        platform.put(new MemoryPlatform.Rule(id, "", "", like.name(), true, like.content()));
        return id;
    }

    @Override
    protected boolean hasRule(String remoteId) {
        return platform.rules().stream().anyMatch(rule -> rule.remoteId().equals(remoteId));
    }

    @Override
    protected void switchOff(String remoteId) {
        platform.switchOff(remoteId);
    }

    @Override
    protected void throttle(int times) {
        platform.fail(times, () -> new PlatformFailure.Throttled("slow-down", "too many calls", null));
    }

    @Override
    protected void breakDown(int times) {
        platform.fail(times, () -> new PlatformFailure.Unavailable("away", null));
    }

    @Override
    protected int writes() {
        return platform.writes();
    }

    private static Account account(String password) {
        return new Account(
                "65b000000000000000000001",
                MemoryDataSource.TYPE,
                Map.of("memory_user", "reader"),
                Map.of("memory_password", Secret.of(password)));
    }
}
