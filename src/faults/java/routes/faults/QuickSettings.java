package routes.faults;

import java.util.HashMap;
import java.util.Map;

/** Short waits of the application; the schedules themselves have tests of their own. */
final class QuickSettings {
    private QuickSettings() {}

    static Map<String, String> all() {
        Map<String, String> settings = new HashMap<>();
        settings.put("veaiops.notices.retry.chat.delays", "300ms,600ms,1s");
        settings.put("veaiops.notices.retry.webhook.delays", "300ms,600ms,1s");
        settings.put("veaiops.notices.lease-millis", "9000");
        settings.put("veaiops.breaker.open-millis", "700");
        // the shortest that the broker takes: the stages of a killed copy go on after it
        settings.put("camel.component.kafka.session-timeout-ms", "6000");
        settings.put("camel.component.kafka.heartbeat-interval-ms", "1500");
        // the robots' minute is shorter here: StormFaults.WINDOW
        settings.put("veaiops.limits.DingTalk", StormFaults.SLOW + "/" + StormFaults.WINDOW.toMillis() + "ms");
        settings.put("veaiops.limits.WeChat", StormFaults.FAST + "/" + StormFaults.WINDOW.toMillis() + "ms");
        settings.put("veaiops.limits.Discord", "1/" + StormFaults.WINDOW.toMillis() + "ms");
        settings.put("veaiops.digest.within", StormFaults.WITHIN * StormFaults.WINDOW.toMillis() + "ms");
        settings.put("veaiops.digest.interval", StormFaults.WINDOW.toMillis() + "ms");
        settings.put("veaiops.replay.batch", "10");
        settings.put("veaiops.replay.lease-millis", "7500");
        settings.put("veaiops.rollups.sweep-period-millis", "2000");
        return settings;
    }
}
