package routes.datasource.connect;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.repository.Repository;
import routes.common.security.Sealed;
import routes.common.security.Secret;
import routes.common.security.SecretBox;
import routes.common.security.UnreadableSecret;
import routes.datasource.Account;
import routes.datasource.DataSource;
import routes.datasource.DataSources;
import routes.datasource.RulePlace;
import routes.datasource.Source;

/** Makes stored data sources usable: finds the connect, opens its secrets. */
public final class DataSourceResolver {
    private static final int DEFAULT_INTERVAL = 60;

    private final Repository<Connect> connects;
    private final Repository<StoredSource> sources;
    private final DataSources types;
    private final SecretBox box;
    private final Defaults defaults;

    public DataSourceResolver(
            Repository<Connect> connects,
            Repository<StoredSource> sources,
            DataSources types,
            SecretBox box,
            Defaults defaults) {
        this.connects = connects;
        this.sources = sources;
        this.types = types;
        this.box = box;
        this.defaults = defaults;
    }

    /**
     * What every data source has.
     *
     * @param zone of data sources that name none
     * @param deployment id of this deployment, which marks its rules
     */
    public record Defaults(ZoneId zone, Supplier<String> deployment) {}

    /** A data source and what knows how to use it. */
    public record Open(DataSource type, Source source) {}

    /**
     * A data source that may be used.
     *
     * @throws RefusedRequest naming {@code field} when it is not there, switched off, or of a type that is not installed
     */
    public Open open(String field, String id) {
        StoredSource stored = sources.find(id)
                .orElseThrow(() -> RefusedRequest.of(ErrorCode.NOT_FOUND, field + ": there is no data source " + id));
        if (!stored.active()) {
            throw RefusedRequest.of(ErrorCode.CONFLICT, "the data source " + stored.name() + " is switched off");
        }
        return open(stored);
    }

    /** The same for one that was read already. */
    public Open open(StoredSource stored) {
        DataSource type = installed(stored.type());
        Connect connect = connects.find(stored.connectId())
                .orElseThrow(() -> RefusedRequest.of(
                        ErrorCode.CONFLICT, "the connect of the data source " + stored.name() + " is gone"));
        if (!connect.active()) {
            throw RefusedRequest.of(ErrorCode.CONFLICT, "the connect " + connect.name() + " is switched off");
        }
        int interval = Math.max(1, stored.config().path("interval_seconds").asInt(DEFAULT_INTERVAL));
        return new Open(
                type,
                new Source(
                        stored.id(),
                        stored.name(),
                        account(connect),
                        stored.config(),
                        Duration.ofSeconds(interval),
                        zone(stored.config()),
                        defaults.deployment().get()));
    }

    /**
     * A data source at a place where rules of it were written, with the account of that time.
     *
     * @param secretAt where a secret of the place lives, by its name
     * @throws RefusedRequest when its type is not installed
     */
    public Open at(
            String sourceId, RulePlace place, Function<String, SecretBox.Place> secretAt, Map<String, Sealed> stored) {
        DataSource type = installed(place.type());
        Map<String, Secret> secrets = new HashMap<>();
        stored.forEach((name, secret) -> secrets.put(name, box.open(secret, secretAt.apply(name))));
        Account account = new Account(place.connectId(), place.type(), place.fields(), secrets);
        return new Open(
                type, place.source(sourceId, account, defaults.deployment().get()));
    }

    private DataSource installed(String type) {
        return types.find(type)
                .orElseThrow(() ->
                        RefusedRequest.of(ErrorCode.CONFLICT, "no data source of the type " + type + " is installed"));
    }

    /** A connect with its secrets open. */
    public Account account(Connect connect) {
        return account(connect, Set.of());
    }

    /** The same without secrets that are given anew: those need not open. */
    public Account account(Connect connect, Set<String> without) {
        Map<String, Secret> secrets = new HashMap<>();
        Map<String, Sealed> kept = new HashMap<>(connect.secrets());
        kept.keySet().removeAll(without);
        kept.forEach((name, stored) -> {
            try {
                secrets.put(name, box.open(stored, Connect.place(connect.id(), name)));
            } catch (UnreadableSecret e) {
                throw RefusedRequest.of(
                        ErrorCode.CONFLICT,
                        "the connect " + connect.name() + " needs its " + name + " again: " + e.getMessage());
            }
        });
        return new Account(connect.id(), connect.type(), connect.fields(), secrets);
    }

    private ZoneId zone(JsonNode config) {
        try {
            String named = config.path("timezone").asText("");
            return named.isEmpty() ? defaults.zone() : ZoneId.of(named);
        } catch (DateTimeException e) {
            return defaults.zone();
        }
    }
}
