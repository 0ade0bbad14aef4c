package routes.threshold.rule;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import routes.alarm.Level;
import routes.common.security.Secret;
import routes.datasource.Account;
import routes.datasource.RuleBlock;
import routes.datasource.RuleOrder;
import routes.datasource.TimeSeries;
import routes.kits.MemoryDataSource;
import routes.kits.MemoryPlatform;
import routes.kits.RuleLoop;
import routes.threshold.task.Task;

/** A task of a data source in memory: its platform, its versions, its rules. */
final class MemoryTask implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-03-10T00:00:00Z");
    static final SyncPolicy POLICY = new SyncPolicy(Level.P1, List.of(), List.of(), null);
    private static final int DAY = 24;
    private static final String METRIC = "cpu_total";
    private static final Account ACCOUNT = new Account(
            "",
            MemoryDataSource.TYPE,
            Map.of("memory_user", "u"),
            Map.of("memory_password", Secret.of(MemoryDataSource.PASSWORD)));

    private final MemoryPlatform platform = new MemoryPlatform();
    private final MemoryDataSource type = new MemoryDataSource(platform);
    private final RuleLoop loop;
    private RuleLoop.Place place;

    private MemoryTask(Path folder, Account account, String region) {
        loop = RuleLoop.start(folder, NOW);
        ObjectNode config = JsonNodeFactory.instance.objectNode().put("metric_name", METRIC);
        place = loop.add(type, "cpu", account, region.isEmpty() ? config : config.put("region", region));
    }

    /** One whose first version waits. */
    static MemoryTask start(Path folder) {
        return new MemoryTask(folder, ACCOUNT, "");
    }

    static MemoryTask in(Path folder, String region) {
        return new MemoryTask(folder, ACCOUNT, region);
    }

    /** One whose platform is at an address. */
    static MemoryTask at(Path folder, String address) {
        Map<String, String> fields = new HashMap<>(ACCOUNT.fields());
        fields.put(MemoryDataSource.URL, address);
        return new MemoryTask(folder, new Account("", MemoryDataSource.TYPE, fields, ACCOUNT.secrets()), "");
    }

    /** Its connect points to another address, and it has learned there. */
    void moved(String address) {
        loop.reconnect(type, place, MemoryDataSource.URL, address);
        again();
    }

    MemoryPlatform platform() {
        return platform;
    }

    MemoryDataSource type() {
        return type;
    }

    RuleLoop loop() {
        return loop;
    }

    RuleLoop.Place place() {
        return place;
    }

    Task task() {
        return loop.tasks().tasks().find(place.taskId()).orElseThrow();
    }

    /** Values around 43 of each host, from a week before now until a fortnight after it. */
    MemoryTask reading(String... hosts) {
        Arrays.stream(hosts).map(MemoryTask::steady).forEach(platform::add);
        return this;
    }

    RuleLoop.Worker run(String owner) {
        return loop.run(owner, type, Duration.ofDays(7));
    }

    /** Computes the version that waits. */
    MemoryTask computed() {
        run("one").next();
        return this;
    }

    /** Queues the next version and computes it. */
    MemoryTask again() {
        place = loop.again(place);
        return computed();
    }

    RuleSync sync() {
        return sync("one");
    }

    RuleSync sync(String owner) {
        return loop.sync(owner, type);
    }

    SyncRecord synced() {
        return sync().sync(order(), false);
    }

    RuleSync.Order order() {
        return place.order(POLICY);
    }

    RuleSync.Order scheduled() {
        return new RuleSync.Order(place.taskId(), place.versionId(), POLICY, RuleSync.From.SCHEDULE);
    }

    /** The result of the version is an upper bound for each of these hosts. */
    void correct(double upper, String... hosts) {
        correct(upper, DAY, hosts);
    }

    /** The same in blocks of so many hours, each with a bound that is higher by one. */
    void correct(double upper, int hours, String... hosts) {
        List<RuleBlock> blocks = IntStream.range(0, DAY / hours)
                .mapToObj(block -> new RuleBlock(block * hours, (block + 1) * hours, bound(upper + block), null))
                .toList();
        loop.correct(
                place,
                Arrays.stream(hosts)
                        .map(host -> new RuleOrder.Series(METRIC, key(host), Map.of("host", host), blocks))
                        .toList());
    }

    private static RuleBlock.Bound bound(double upper) {
        return new RuleBlock.Bound(upper, Duration.ofMinutes(3));
    }

    static String key(String host) {
        return METRIC + "|host=" + host;
    }

    List<Double> bounds() {
        return platform.rules().stream()
                .map(rule -> rule.content().path("threshold").asDouble())
                .toList();
    }

    private static TimeSeries steady(String host) {
        long[] times = LongStream.range(0, 21 * 1440)
                .map(minute -> NOW.getEpochSecond() - 7 * 86_400 + 60 * minute)
                .toArray();
        double[] values =
                LongStream.of(times).mapToDouble(time -> 40 + time / 60 % 7).toArray();
        return TimeSeries.of(METRIC, Map.of("host", host), times, values);
    }

    @Override
    public void close() {
        loop.close();
    }
}
