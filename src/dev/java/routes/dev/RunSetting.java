package routes.dev;

import java.util.Locale;
import java.util.Optional;
import routes.wiring.SettingFiles;

/** A setting of the application: a system property, or the environment variable of the same name. */
enum RunSetting {
    HTTP_PORT("veaiops.http.port", "HTTP", 8080),
    MANAGEMENT_PORT("veaiops.management.port", "management", 9876),
    KAFKA_PORT("veaiops.embedded.kafka.port", "Kafka", 9092),
    MONGODB_PORT("veaiops.embedded.mongodb.port", "MongoDB", 27017),
    KAFKA_BROKERS("veaiops.kafka.brokers"),
    MONGODB_URI("veaiops.mongodb.uri"),
    ADMIN_TOKEN("veaiops.admin.token"),
    ENCRYPTION_KEYS("veaiops.encryption.keys"),
    PRIVATE_TARGETS("veaiops.egress.allow-private-targets"),
    EMBEDDED_DIR("veaiops.embedded.dir"),
    LOG_LEVEL("veaiops.log.level"),
    PROFILE("camel.main.profile");

    private final String property;
    private final String server;
    private final int defaultPort;

    RunSetting(String property) {
        this(property, "", 0);
    }

    RunSetting(String property, String server, int defaultPort) {
        this.property = property;
        this.server = server;
        this.defaultPort = defaultPort;
    }

    String property() {
        return property;
    }

    Optional<String> given() {
        return given(property);
    }

    static Optional<String> given(String property) {
        String variable = property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        return Optional.ofNullable(System.getProperty(property))
                .or(() -> SettingFiles.environment(variable))
                .filter(value -> !value.isBlank());
    }

    /** What is given, else this value; either way the application finds it. */
    String orSet(String value) {
        return orSet(property, value);
    }

    static String orSet(String property, String value) {
        Optional<String> given = given(property);
        if (given.isEmpty()) {
            System.setProperty(property, value);
        }
        return given.orElse(value);
    }

    /**
     * The port that is given, else the default; 0 becomes a free one.
     *
     * @throws RefusedStart if it is no port or taken
     */
    int port() {
        String text = given().orElse(Integer.toString(defaultPort));
        int port = number(text);
        int chosen = port == 0 ? Ports.anyFree() : port;
        if (!Ports.isFree(chosen)) {
            throw new RefusedStart(
                    "Port %d of the %s server is taken: choose another with -D%s=<port> (0 = any free one)"
                            .formatted(chosen, server, property));
        }
        System.setProperty(property, Integer.toString(chosen));
        return chosen;
    }

    private int number(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65535) {
            throw new RefusedStart("-D%s=%s is not a port from 0 to 65535".formatted(property, text));
        }
        return Integer.parseInt(text);
    }
}
