package routes.wiring;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routes.common.error.VeaiopsException;
import routes.common.security.SealReport;
import routes.common.security.Secret;
import routes.common.security.SecretBox;
import routes.datasource.ConnectField;
import routes.datasource.aliyun.AliyunDataSource;
import routes.datasource.prometheus.PrometheusDataSource;
import routes.datasource.volcengine.VolcengineDataSource;
import routes.datasource.zabbix.ZabbixDataSource;
import routes.store.MongoSecrets;

/** The stored secrets and the keys that hold them, with the settings of a hub and without one that runs. */
public final class KeyRotation {
    private static final String KEYS = "veaiops.encryption.keys";
    private static final String REFERENCE_KEY = "veaiops.encryption.reference-key";
    private static final String STORE = "veaiops.mongodb.uri";

    private KeyRotation() {}

    /** @param firstKey the one that seals */
    public record Result(String firstKey, List<SealReport> collections) {}

    /**
     * Looks at every stored secret.
     *
     * @param reseal whether those that are not under the first key are put under it
     * @throws VeaiopsException naming the setting that is missing or wrong
     * @throws UncheckedIOException when MongoDB does not answer
     */
    public static Result run(boolean reseal, Consumer<String> progress) {
        return with((settings, database, box) ->
                new Result(box.firstKey(), secrets(database).walk(box, reseal, progress)));
    }

    /** Work on the store with the keys, by the settings of a hub. */
    @FunctionalInterface
    interface Work<T> {
        T on(EffectiveSettings settings, MongoDatabase database, SecretBox box);
    }

    /**
     * @throws VeaiopsException naming the setting that is missing or wrong
     * @throws UncheckedIOException when MongoDB does not answer
     */
    static <T> T with(Work<T> work) {
        EffectiveSettings settings = new EffectiveSettings(EffectiveSettings.PRODUCTION);
        if (!settings.files().problems().isEmpty()) {
            throw new VeaiopsException(String.join("; ", settings.files().problems()));
        }
        SecretBox box =
                box(required(settings, KEYS), settings.get(REFERENCE_KEY).orElse(""));
        try (MongoClient client = client(required(settings, STORE))) {
            return work.on(settings, new StoreWiring().mongoDatabase(client, required(settings, STORE)), box);
        } catch (MongoException e) {
            throw new UncheckedIOException("MongoDB does not answer", new IOException(e.getMessage()));
        }
    }

    static MongoSecrets secrets(MongoDatabase database) {
        return new MongoSecrets(database, connectSecrets());
    }

    private static String required(EffectiveSettings settings, String name) {
        return settings.get(name)
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new VeaiopsException(Setting.environmentVariable(name)
                        + " is missing: the command needs it as the hub has it, or its _FILE form"));
    }

    private static SecretBox box(String keys, String referenceKey) {
        try {
            return SecretBox.of(Secret.of(keys)).readingVeaiops(Secret.of(referenceKey));
        } catch (IllegalArgumentException e) {
            throw new VeaiopsException(String.valueOf(e.getMessage()));
        }
    }

    /** The address holds a password: nothing of it is said. */
    private static MongoClient client(String uri) {
        try {
            return new StoreWiring().mongoClient(uri);
        } catch (IllegalArgumentException e) {
            throw new VeaiopsException(Setting.environmentVariable(STORE) + " is no address of a MongoDB");
        }
    }

    private static Set<String> connectSecrets() {
        return Stream.of(
                        AliyunDataSource.CONNECT_FIELDS,
                        PrometheusDataSource.CONNECT_FIELDS,
                        VolcengineDataSource.CONNECT_FIELDS,
                        ZabbixDataSource.CONNECT_FIELDS)
                .flatMap(List::stream)
                .filter(ConnectField::isSecret)
                .map(ConnectField::name)
                .collect(Collectors.toUnmodifiableSet());
    }
}
