package routes.datasource.call;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Where the platforms post their alarms: a path of ours with the token of the source, because most can send no header. */
public final class AlarmAddress {
    private final Function<String, Optional<String>> settings;

    public AlarmAddress(Function<String, Optional<String>> settings) {
        this.settings = settings;
    }

    /** The whole URL for a type of data source. It holds a secret. */
    public String of(String type) {
        String source = type.toLowerCase(Locale.ROOT);
        String path = settings.apply("veaiops.datasource.alarm-path." + source)
                .orElseGet(() -> settings.apply("veaiops.datasource.alarm-path").orElse("/alarms") + "/" + source);
        String base = settings.apply("veaiops.public-url").orElse("").replaceAll("/+$", "");
        String token = settings.apply("veaiops.alarms.token." + source)
                .orElse("")
                .split(",")[0]
                .strip();
        return base + path + (token.isEmpty() ? "" : "?token=" + URLEncoder.encode(token, StandardCharsets.UTF_8));
    }
}
