package routes.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import routes.common.json.Json;
import routes.fakes.FakeAliyun;
import routes.fakes.FakeVolcengine;
import routes.fakes.FakeZabbix;

/**
 * Fake monitoring systems as a process, each with something to choose from and a week of values: {@code e2e/reference-ui.sh} gives them
 * to the hub. The argument is the file that gets their addresses; it runs until it is stopped.
 */
final class MonitoringPlatforms {
    private static final int MINUTES = 7 * 24 * 60;

    private MonitoringPlatforms() {}

    public static void main(String[] args) throws Exception {
        try (FakeZabbix zabbix = zabbix();
                FakeVolcengine volcengine = new FakeVolcengine();
                FakeAliyun aliyun = new FakeAliyun()) {
            volcengine.addSeries(Map.of("ResourceID", "i-1"), time -> time % 300 / 10.0);
            aliyun.model().addSeries(Map.of("instanceId", "i-1"), time -> time % 300 / 10.0);
            Path file = Path.of(args[0]);
            Path whole = Path.of(args[0] + ".new");
            Json.mapper().writeValue(whole.toFile(), addresses(zabbix, volcengine, aliyun));
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
            new CountDownLatch(1).await();
        }
    }

    private static Map<String, String> addresses(FakeZabbix zabbix, FakeVolcengine volcengine, FakeAliyun aliyun) {
        return Map.of(
                "zabbix", zabbix.url(),
                "zabbixUser", FakeZabbix.USER,
                "zabbixPassword", FakeZabbix.PASSWORD,
                "volcengine", volcengine.url(),
                "volcengineKey", FakeVolcengine.ACCESS_KEY,
                "volcengineSecret", FakeVolcengine.SECRET,
                "aliyun", aliyun.url(),
                "aliyunKey", FakeAliyun.ACCESS_KEY,
                "aliyunSecret", FakeAliyun.SECRET);
    }

    private static FakeZabbix zabbix() {
        FakeZabbix zabbix = FakeZabbix.version("7.0");
        String template = zabbix.model().addTemplate("Linux by agent");
        zabbix.model().addTemplateItem(template, "system.cpu.util", 0);
        long start = Clock.systemUTC().instant().getEpochSecond() / 60 * 60 - 60L * MINUTES;
        for (String host : new String[] {"web-1", "web-2"}) {
            zabbix.model().addHost(host);
            zabbix.model().link(host, template);
            String item = zabbix.model().addItem(host, "system.cpu.util", 0);
            for (int minute = 0; minute < MINUTES; minute++) {
                zabbix.model().values().add(item, start + 60L * minute, 40 + minute % 7);
            }
        }
        zabbix.model().addMediaType("Email");
        return zabbix;
    }
}
