package routes.datasource.connect;

import java.util.Optional;
import routes.common.repository.Listed;

/** Where connects are kept. */
public interface Connects {
    String newId();

    /** @return false when the name is taken */
    boolean insert(Connect connect);

    Optional<Connect> find(String id);

    Optional<Connect> findByName(String name);

    /** @param namePart in any case; empty for all. @param type empty for all */
    Listed<Connect> list(String namePart, String type, int skip, int limit);

    /** @return false when the name is taken */
    boolean replace(Connect connect);

    boolean delete(String id);
}
