package routes.datasource.connect;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.common.repository.Listed;

/** Where data sources are kept. */
public interface StoredSources {
    String newId();

    /** @return false when the name is taken */
    boolean insert(StoredSource source);

    Optional<StoredSource> find(String id);

    Listed<StoredSource> list(Filter filter, int skip, int limit);

    /** Writes name, connect and config. @return false when the name is taken */
    boolean replace(StoredSource source);

    boolean activate(String id, boolean active, Instant now);

    boolean delete(String id);

    /** Names of data sources that use a connect, a few of them. */
    List<String> namesUsing(String connectId);

    /** @param namePart in any case. @param active null for both */
    record Filter(String type, String namePart, @Nullable Boolean active) {}
}
