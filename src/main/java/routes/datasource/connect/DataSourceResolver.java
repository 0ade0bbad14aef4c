package routes.datasource.connect;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
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
import routes.datasource.Source;

/** Makes stored data sources usable: finds the connect, opens its secrets. */
public final class DataSourceResolver {
    private static final int DEFAULT_INTERVAL = 60;

    private final Connects connects;
    private final Repository<StoredSource> sources;
    private final DataSources types;
    private final SecretBox box;
    private final ZoneId zone;

    /** @param zone of data sources that name none */
    public DataSourceResolver(
            Connects connects, Repository<StoredSource> sources, DataSources types, SecretBox box, ZoneId zone) {
        this.connects = connects;
        this.sources = sources;
        this.types = types;
        this.box = box;
        this.zone = zone;
    }

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
        DataSource type = types.find(stored.type())
                .orElseThrow(() -> RefusedRequest.of(
                        ErrorCode.CONFLICT, "no data source of the type " + stored.type() + " is installed"));
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
                        zone(stored.config())));
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
            return named.isEmpty() ? zone : ZoneId.of(named);
        } catch (DateTimeException e) {
            return zone;
        }
    }
}
