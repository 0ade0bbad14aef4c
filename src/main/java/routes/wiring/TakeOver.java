package routes.wiring;

import com.mongodb.client.MongoDatabase;
import java.util.List;
import java.util.function.Consumer;
import routes.common.error.VeaiopsException;
import routes.common.repository.TakeOverReport;
import routes.common.security.SealReport;
import routes.common.security.SecretBox;
import routes.store.MongoTakeOver;

/** A database of VeAIOps under the settings of a hub, and without one that runs. */
public final class TakeOver {
    private static final List<String> SOURCES = List.of("zabbix", "aliyun", "volcengine", "chatops");

    private TakeOver() {}

    /** @param sendersWithoutToken sources of VeAIOps that are on and have no token */
    public record Result(TakeOverReport database, List<SealReport> secrets, List<String> sendersWithoutToken) {}

    /**
     * Looks at every document and every secret.
     *
     * @param write whether secrets are sealed under the first key of the hub, and the indexes are made
     * @throws VeaiopsException naming the setting that is missing or wrong
     * @throws java.io.UncheckedIOException when MongoDB does not answer
     */
    public static Result run(boolean write, Consumer<String> progress) {
        return KeyRotation.with((settings, database, box) -> result(settings, database, box, write, progress));
    }

    private static Result result(
            EffectiveSettings settings,
            MongoDatabase database,
            SecretBox box,
            boolean write,
            Consumer<String> progress) {
        List<SealReport> secrets = KeyRotation.secrets(database).walk(box, write, progress);
        MongoTakeOver takeOver = new MongoTakeOver(database);
        if (write) {
            takeOver.makeIndexes(progress);
        }
        return new Result(takeOver.look(progress), secrets, withoutToken(settings));
    }

    private static List<String> withoutToken(EffectiveSettings settings) {
        return SOURCES.stream()
                .filter(source -> !settings.get("veaiops.alarms." + source + ".enabled")
                        .map(String::strip)
                        .filter("false"::equalsIgnoreCase)
                        .isPresent())
                .filter(source -> settings.get("veaiops.alarms.token." + source)
                        .filter(token -> !token.isBlank())
                        .isEmpty())
                .toList();
    }
}
