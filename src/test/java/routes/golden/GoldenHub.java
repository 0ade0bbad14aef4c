package routes.golden;

import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.LongStream;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.PackageScanClassResolver;
import org.bson.Document;
import routes.VeaiopsApplication;
import routes.datasource.TimeSeries;
import routes.fakes.FakeAliyun;
import routes.fakes.FakeLark;
import routes.fakes.FakePlatform;
import routes.fakes.FakeVolcengine;
import routes.fakes.FakeZabbix;
import routes.fakes.KafkaInMemory;
import routes.kits.MemoryDataSource;
import routes.kits.MemoryPlatform;
import routes.store.MetricTemplateSeeds;
import routes.store.StoreIndexes;
import routes.store.WireServer;

/**
 * The whole application in this process, as production makes it: all wirings and all routes, over a store and a log in
 * memory and fake platforms. No schedule runs and nothing consumes from Kafka unless a test starts the route.
 */
final class GoldenHub implements AutoCloseable {
    static final String ADMIN_TOKEN = "golden-admin-token-000000";
    static final String ALARM_TOKEN = "golden-alarm-token-000000";
    static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final WireServer store = WireServer.start();
    private final FakeLark lark =
            new FakeLark(Clock.systemUTC()).app("cli_golden", "s3cret").group("oc_golden", "Ops");
    private final FakeZabbix zabbix = FakeZabbix.version("7.0");
    private final FakeVolcengine volcengine = new FakeVolcengine();
    private final FakeAliyun aliyun = new FakeAliyun();
    private final MemoryPlatform platform = new MemoryPlatform();
    private final Main main = new Main(VeaiopsApplication.class);
    private final int port;

    private GoldenHub(int port) {
        this.port = port;
    }

    static GoldenHub start() throws Exception {
        List<Integer> ports = freePorts();
        GoldenHub hub = new GoldenHub(ports.get(0));
        hub.arrangePlatforms();
        Properties settings = new Properties();
        settings.putAll(hub.settings(ports.get(1)));
        hub.main.setOverrideProperties(settings);
        hub.main.bind("kafkaClientFactory", new KafkaInMemory());
        hub.main.bind("memoryDataSource", new MemoryDataSource(hub.platform));
        hub.main.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeInitialize(BaseMainSupport initialized) {
                initialized
                        .getCamelContext()
                        .getCamelContextExtension()
                        .getContextPlugin(PackageScanClassResolver.class)
                        .addFilter(GoldenHub::isShipped);
            }
        });
        hub.main.start();
        hub.bean("storeIndexes", StoreIndexes.class).ensure();
        hub.bean("metricTemplateSeeds", MetricTemplateSeeds.class).ensure();
        return hub;
    }

    /** Tests have configurations of their own in the same packages. */
    static boolean isShipped(Class<?> type) {
        return !type.getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath()
                .endsWith("/test-classes/");
    }

    private Map<String, String> settings(int managementPort) {
        Map<String, String> settings = new HashMap<>();
        settings.put("veaiops.http.host", "127.0.0.1");
        settings.put("veaiops.http.port", String.valueOf(port));
        settings.put("veaiops.http.wrong-tokens", "100000");
        settings.put("veaiops.management.host", "127.0.0.1");
        settings.put("veaiops.management.port", String.valueOf(managementPort));
        settings.put("veaiops.admin.token", ADMIN_TOKEN);
        List.of("volcengine", "aliyun", "zabbix", "chatops")
                .forEach(source -> settings.put("veaiops.alarms.token." + source, ALARM_TOKEN));
        settings.put("veaiops.encryption.keys", "k1:" + KEY);
        settings.put("veaiops.mongodb.uri", store.uri());
        settings.put("veaiops.kafka.brokers", "127.0.0.1:1");
        settings.put("camel.component.kafka.kafka-client-factory", "#bean:kafkaClientFactory");
        settings.put("camel.main.routes-include-pattern", "file:src/main/resources/routes/*.camel.yaml");
        settings.put("camel.main.auto-startup-exclude-pattern", "kafka:*,timer:*,quartz:*");
        settings.put("veaiops.public-url", "https://hub.example");
        settings.put("veaiops.timezone", "UTC");
        settings.put("veaiops.egress.allow-private-targets", "true");
        settings.put("veaiops.channel.lark.base-url", lark.url());
        settings.put("veaiops.datasource.volcengine.base-url", volcengine.url());
        settings.put("veaiops.datasource.volcengine.catalogue-url", volcengine.url() + "/external/api/documents");
        settings.put("veaiops.datasource.aliyun.base-url", aliyun.url());
        return settings;
    }

    private void arrangePlatforms() {
        platform.add(aWeek());
        String template = zabbix.model().addTemplate("Linux by agent");
        zabbix.model().addHost("web-1");
        zabbix.model().link("web-1", template);
        zabbix.model().addItem("web-1", "system.cpu.util", 0);
        volcengine.addSeries(Map.of("ResourceID", "i-1"), time -> time % 300 / 10.0);
        aliyun.model().addSeries(Map.of("instanceId", "i-1"), time -> time % 300 / 10.0);
    }

    private static TimeSeries aWeek() {
        long end = Clock.systemUTC().instant().getEpochSecond() / 60 * 60;
        long[] times = LongStream.range(-7 * 24 * 60, 0)
                .map(minute -> end + 60 * minute)
                .toArray();
        double[] values =
                LongStream.of(times).mapToDouble(time -> 40 + time / 60 % 7).toArray();
        return TimeSeries.of("cpu_total", Map.of("host", "a"), times, values);
    }

    /** Puts documents into the store. @param json collections, each with a list of documents as extended JSON */
    void store(String json) {
        Document.parse(json).forEach((collection, documents) -> ((List<?>) documents)
                .forEach(one -> database().getCollection(collection).insertOne((Document) one)));
    }

    /** What a schedule does: the bean reads the store again. */
    void refresh(String bean) {
        context().createProducerTemplate().sendBody("bean:" + bean + "?method=refresh", null);
    }

    MongoDatabase database() {
        return store.database();
    }

    CamelContext context() {
        return main.getCamelContext();
    }

    private <T> T bean(String name, Class<T> type) {
        return context().getRegistry().lookupByNameAndType(name, type);
    }

    /** Where the fake Zabbix is. */
    String zabbix() {
        return zabbix.url();
    }

    /** @param token empty for none */
    HttpResponse<byte[]> call(String method, String target, Map<String, String> headers, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + target, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(method + " " + target, e);
        }
    }

    static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static List<Integer> freePorts() throws IOException {
        try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket two = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return List.of(one.getLocalPort(), two.getLocalPort());
        }
    }

    @Override
    public void close() {
        main.stop();
        store.close();
        List.of(lark, zabbix, volcengine, aliyun).forEach(FakePlatform::close);
    }
}
